package io.habeas.problem;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

@Path("/try")
public class TryResource {

  record Thing(@NotBlank String name, @Positive int count) {}

  @POST
  public Thing take(@NotNull @Valid Thing thing) {
    return thing;
  }

  @POST
  @Path("/later")
  public Uni<Thing> takeWithoutBlocking(@NotNull @Valid Thing thing) {
    return Uni.createFrom().item(thing);
  }

  @POST
  @Path("/many")
  public Uni<Integer> takeMany(@NotNull List<Thing> things) {
    return Uni.createFrom().item(things.size());
  }

  @POST
  @Path("/text")
  @Consumes("text/plain")
  public int takeText(String text) {
    return text.length();
  }

  @POST
  @Path("/stream")
  @Consumes("application/octet-stream")
  public int takeStream(InputStream content) throws IOException {
    return content.readAllBytes().length;
  }

  @POST
  @Path("/form")
  @Consumes({"application/x-www-form-urlencoded", "multipart/form-data"})
  public int takeForm(@RestForm("one") List<String> fields) {
    return fields.size();
  }

  @POST
  @Path("/form-later")
  @Consumes({"application/x-www-form-urlencoded", "multipart/form-data"})
  public Uni<Integer> takeFormWithoutBlocking(@RestForm("one") List<String> fields) {
    return Uni.createFrom().item(fields.size());
  }

  @POST
  @Path("/form-file")
  @Consumes("multipart/form-data")
  public long takeFile(@RestForm("file") FileUpload file) {
    return file.size();
  }

  @POST
  @Path("/form-file-later")
  @Consumes("multipart/form-data")
  public Uni<Long> takeFileWithoutBlocking(@RestForm("file") FileUpload file) {
    return Uni.createFrom().item(file.size());
  }

  @POST
  @Path("/form-bytes")
  @Consumes("*/*")
  public int takeBytes(byte[] body) {
    return body.length;
  }

  @POST
  @Path("/form-unread")
  @Consumes({"application/x-www-form-urlencoded", "multipart/form-data"})
  public Uni<Integer> takeNothing() {
    return Uni.createFrom().item(0);
  }

  @GET
  @Path("/json")
  @Produces("application/json")
  public Map<String, String> json() {
    return Map.of();
  }

  @GET
  @Path("/refused")
  public String refused() {
    throw new TooEarly();
  }

  @GET
  @Path("/missing")
  public String missing() {
    throw new Missing();
  }

  @GET
  @Path("/broken")
  public String broken() {
    throw new IllegalStateException("secret");
  }

  @GET
  @Path("/unreachable")
  public String unreachable() throws ConnectException {
    throw new ConnectException("secret host");
  }

  @GET
  @Path("/lost")
  public String lostWhileReading() {
    throw ClosedConnectionException.INSTANCE;
  }

  @POST
  @Path("/lost")
  public String lostWhileChanging() {
    throw ClosedConnectionException.INSTANCE;
  }

  @POST
  @Path("/unreachable")
  public String unreachableForAChange() throws ConnectException {
    throw new ConnectException("secret host");
  }

  static final class TooEarly extends FailureException {
    private static final long serialVersionUID = 1L;

    TooEarly() {
      super(
          Kind.CONFLICT,
          "too-early",
          "Too early",
          "Not before May.",
          Map.of("earliest", "2027-05-01"));
    }
  }
}
