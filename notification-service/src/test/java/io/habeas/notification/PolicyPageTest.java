package io.habeas.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.habeas.clock.mover.MovableClock;
import io.habeas.notification.posting.Postings;
import io.habeas.postgres.testing.PostgresResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What anybody reads of a policy, and whether it is what was announced. */
@QuarkusTest
@QuarkusTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = "databases", value = "notification"))
@QuarkusTestResource(Peers.class)
class PolicyPageTest {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static int documents;

  @Inject Postings postings;
  @Inject MovableClock clock;
  @Inject MeterRegistry meters;
  @Inject Pool pool;

  private String document = "";

  @BeforeEach
  void oneInForceAndOneAnnounced() {
    Peers.clear();
    document = "page-" + ++documents;
    Api.policy(document);
    draft(
        "1",
        "## Sharing {#sharing}\n\nWe share with one.\n\n## Rights\n\nAsk us.\n\n## End\n\nBye.\n");
    Api.activate(document, "1").statusCode(200);
    draft(
        "2",
        "## Sharing {#sharing}\n\nWe share with two & <more>.\n\n## Rights\n\nAsk us.\n\n## End\n\nBye.\n");
    Api.announce(document, "2", clock.now().plus(Duration.ofDays(40))).statusCode(200);
  }

  @AfterEach
  void today() {
    clock.reset();
  }

  @Test
  void itShowsWhatIsAnnouncedWithItsCountdownAndEveryVersionBefore() {
    given()
        .get("/policy/" + document)
        .then()
        .statusCode(200)
        .body(containsString("(in 39 days)"))
        .body(containsString("<h3 id=\"sharing\">Sharing</h3>"))
        .body(containsString("<a href=\"#sharing\">Sharing</a>"))
        .body(containsString("/policy/" + document + "/versions/2/differences"))
        .body(containsString("rel=\"alternate\" hreflang=\"de\""))
        .body(containsString("feed.atom"));
    given()
        .header("Accept-Language", "de")
        .get("/policy/" + document)
        .then()
        .body(containsString("<html lang=\"de\""))
        .body(containsString("Alle Fassungen"))
        .body(containsString("Gilt seit"));
    given()
        .get("/policy/" + document + "?lang=ar")
        .then()
        .body(containsString("<html lang=\"ar\" dir=\"rtl\">"));
  }

  @ParameterizedTest
  @CsvSource({
    "privacy,Privacy policy,Datenschutzerklärung,سياسة الخصوصية",
    "cookie,Cookie policy,Cookie-Richtlinie,سياسة ملفات الارتباط",
    "terms,Terms,Bedingungen,الشروط",
    "data-processing-agreement,Data processing agreement,Auftragsverarbeitungsvertrag,اتفاقية معالجة البيانات",
    "sub-processor-list,Sub-processors,Unterauftragnehmer,المعالجون من الباطن"
  })
  void itSaysWhatKindOfDocumentItIs(String kind, String english, String german, String arabic) {
    document = "kind-" + kind;
    Api.dpo()
        .body(Map.of("document", document, "title", "Ours", "kind", kind))
        .post(Api.V1 + "/policies")
        .then()
        .statusCode(201);
    draft("1", "We do nothing.");
    Api.activate(document, "1").statusCode(200);
    assertSays("", "en", english + " · In force since ");
    assertSays("", "de", german + " · Gilt seit ");
    assertSays("", "ar", arabic + " · سارية منذ ");
    assertSays("/versions/1/differences", "de", german + " · <a ");
  }

  private void assertSays(String page, String language, String words) {
    given()
        .get("/policy/" + document + page + "?lang=" + language)
        .then()
        .statusCode(200)
        .body(containsString("<p class=\"status\">" + words));
  }

  @Test
  void differencesReadAsTextAndRunNothing() {
    given()
        .get("/policy/{d}/versions/2/differences?lang=en", document)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("<del>one</del><ins>two &amp; &lt;more&gt;</ins>"))
        .body(containsString("class=\"same\""))
        .body(not(containsString("{#sharing}")));
    given().get("/policy/{d}/versions/9/differences", document).then().statusCode(404);
    draft("3", "Nobody's business.");
    given().get("/policy/{d}/versions/3/differences", document).then().statusCode(404);
  }

  @Test
  void theFeedIsAtom() throws ParserConfigurationException, SAXException, IOException {
    Document feed = feed();
    Element root = feed.getDocumentElement();

    assertThat(root.getNamespaceURI()).isEqualTo(ATOM);
    assertThat(root.getElementsByTagNameNS(ATOM, "entry").getLength()).isEqualTo(2);
    for (String one : List.of("id", "title", "updated", "author")) {
      assertThat(children(root, one)).as(one).isEqualTo(1);
    }
    for (int i = 0; i < 2; i++) {
      Element entry = (Element) root.getElementsByTagNameNS(ATOM, "entry").item(i);
      assertThat(text(entry, "id")).startsWith("urn:uuid:");
      Instant updated = Instant.parse(text(entry, "updated"));
      assertThat(updated).isBeforeOrEqualTo(Instant.parse(text(root, "updated")));
      assertThat(children(entry, "summary")).isEqualTo(1);
    }
    given()
        .get("/policy/{d}/feed.atom", document)
        .then()
        .contentType("application/atom+xml;charset=UTF-8");
  }

  @Test
  void whatWasTakenBackIsSaidOnThePageAndInTheFeed()
      throws ParserConfigurationException, SAXException, IOException {
    Api.dpo()
        .body(
            Map.of(
                "reason",
                Map.of("en", "We <thought> better.", "de", "Anders überlegt.", "ar", "لا")))
        .put(Api.version(document, "2") + "/withdrawal")
        .then()
        .statusCode(200);

    given()
        .get("/policy/" + document + "?lang=de")
        .then()
        .body(containsString("Sie kommt nicht"))
        .body(containsString("Anders überlegt."));
    given()
        .get("/policy/" + document + "?lang=en")
        .then()
        .body(containsString("We &lt;thought&gt; better."));
    assertThat(feed().getDocumentElement().getTextContent()).contains("It will not come");
    given().get("/policy/notices.json").then().body("notices.document", not(hasItem(document)));
  }

  @Test
  void homePagesAreToldOfAnnouncedMaterialChanges() {
    given()
        .get("/policy/notices.json")
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("public"))
        .header("Access-Control-Allow-Origin", equalTo("*"))
        .body("notices.find { it.document == '%s' }.version".formatted(document), equalTo("2"))
        .body(
            "notices.find { it.document == '%s' }.texts.language".formatted(document),
            hasItem("de"));
  }

  @Test
  void theProbeTakesTheHashOfEveryLanguage() {
    await(postings.probeDue());

    List<Row> looks = looks();
    assertThat(looks).extracting(row -> row.getString("language")).contains("ar", "de", "en");
    assertThat(looks)
        .allSatisfy(
            row -> assertThat(row.getString("shown")).isEqualTo(row.getString("announced")));
  }

  @Test
  void aTextThatWasTamperedWithIsNoPosting() {
    double wrong = meters.counter("habeas.posting.looks", "result", "wrong").count();
    run(
        "update policy_text set html = html || '<p>More.</p>' where language = 'de' and version_id = "
            + "(select id from policy_version where document = $1 and label = '2')");

    await(postings.probeDue());

    assertThat(shown()).containsExactly(false);
    assertThat(meters.get("habeas.posting.not.shown").gauge().value()).isPositive();
    assertThat(meters.counter("habeas.posting.looks", "result", "wrong").count())
        .as("the page shows what the row says, but that is not what was frozen")
        .isEqualTo(wrong);
  }

  private void draft(String label, String markdown) {
    Api.dpo()
        .body(
            Map.of(
                "label",
                label,
                "texts",
                List.of(text("en", markdown), text("de", markdown), text("ar", markdown))))
        .post(Api.V1 + "/policies/" + document + "/versions")
        .then()
        .statusCode(201);
  }

  private static Map<String, String> text(String language, String markdown) {
    return Map.of(
        "language",
        language,
        "title",
        "Policy",
        "summary",
        "What \u0001 changes & why.",
        "markdown",
        markdown);
  }

  private Document feed() throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory
        .newDocumentBuilder()
        .parse(
            new ByteArrayInputStream(
                given()
                    .get("/policy/{d}/feed.atom?lang=en", document)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray()));
  }

  private static int children(Element parent, String name) {
    int count = 0;
    for (int i = 0; i < parent.getChildNodes().getLength(); i++) {
      count += name.equals(parent.getChildNodes().item(i).getLocalName()) ? 1 : 0;
    }
    return count;
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagNameNS(ATOM, name).item(0).getTextContent();
  }

  private List<Row> looks() {
    return rows(
        "select l.* from posting_look l join policy_version v on v.id = l.version_id where v.document = $1");
  }

  private List<Boolean> shown() {
    return rows(
            "select p.shown from posting_probe p join policy_version v on v.id = p.version_id where v.document = $1")
        .stream()
        .map(row -> row.getBoolean("shown"))
        .toList();
  }

  private List<Row> rows(String query) {
    return java.util.stream.StreamSupport.stream(
            await(pool.preparedQuery(query).execute(Tuple.of(document))).spliterator(), false)
        .toList();
  }

  private void run(String statement) {
    await(pool.preparedQuery(statement).execute(Tuple.of(document)));
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(60));
  }
}
