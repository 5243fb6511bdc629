package io.habeas.subject.bulk;

import io.habeas.subject.SubjectFailure;
import io.habeas.subject.account.AccountBody;
import io.habeas.subject.account.AccountBody.PersonBody;
import io.habeas.subject.account.Kind;
import io.habeas.subject.account.MemberRole;
import io.habeas.subject.bulk.LineResult.Body;
import io.habeas.subject.bulk.LineResult.Parsed;
import io.habeas.subject.bulk.LineResult.Unparsable;
import io.habeas.subject.contact.AddressBody;
import io.habeas.subject.contact.ContactKind;
import io.habeas.subject.contact.ContactPointBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A line of CSV (RFC 4180, one record a line): one person of one account. An empty cell says
 * nothing; several values in a cell are separated by semicolons.
 */
final class CsvLineParser implements LineParser {

  /** The columns that there are. */
  static final Set<String> COLUMNS =
      Set.of(
          "number",
          "kind",
          "name",
          "brand",
          "products",
          "residency",
          "signedUpAt",
          "key",
          "roles",
          "givenName",
          "familyName",
          "languages",
          "timeZone",
          "personResidency",
          "email",
          "phone",
          "street",
          "extra",
          "postalCode",
          "city",
          "region",
          "country");

  private static final List<String> ADDRESS =
      List.of("street", "extra", "postalCode", "city", "region", "country");

  private final List<String> columns;

  CsvLineParser(List<String> columns) {
    this.columns = columns;
  }

  /**
   * The columns that a first line names.
   *
   * @throws SubjectFailure.ImportHeader when it does not
   */
  static List<String> header(String text) {
    List<String> names = cells(text).orElseThrow(SubjectFailure.ImportHeader::new);
    if (!COLUMNS.containsAll(names)
        || new HashSet<>(names).size() != names.size()
        || !names.contains("number")
        || !names.contains("key")) {
      throw new SubjectFailure.ImportHeader();
    }
    return names;
  }

  @Override
  public Parsed parse(String text) {
    Optional<List<String>> cells = cells(text);
    if (cells.isEmpty()) {
      return new Unparsable("malformed-csv", "", "must be one record of RFC 4180");
    }
    if (cells.get().size() != columns.size()) {
      return new Unparsable("wrong-columns", "", "must have " + columns.size() + " cells");
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!cells.get().get(i).isEmpty()) {
        row.put(columns.get(i), cells.get().get(i));
      }
    }
    return parse(row);
  }

  private static Parsed parse(Map<String, String> row) {
    try {
      return new Body(account(row));
    } catch (IllegalArgumentException e) {
      return new Unparsable("undeclared-value", "kind, roles", "must be declared values");
    }
  }

  private static AccountBody account(Map<String, String> row) {
    return new AccountBody(
        row.get("number"),
        row.containsKey("kind") ? constant(Kind.class, row.get("kind")) : null,
        row.get("name"),
        row.get("brand"),
        several(row.get("products")),
        row.get("residency"),
        row.get("signedUpAt"),
        List.of(person(row)));
  }

  private static PersonBody person(Map<String, String> row) {
    return new PersonBody(
        row.get("key"),
        several(row.get("roles")).stream().map(role -> constant(MemberRole.class, role)).toList(),
        row.get("givenName"),
        row.get("familyName"),
        several(row.get("languages")),
        row.get("timeZone"),
        row.get("personResidency"),
        contactPoints(row),
        null,
        null);
  }

  private static List<ContactPointBody> contactPoints(Map<String, String> row) {
    List<ContactPointBody> points = new ArrayList<>();
    several(row.get("email"))
        .forEach(one -> points.add(new ContactPointBody(ContactKind.EMAIL, one, null, null)));
    several(row.get("phone"))
        .forEach(one -> points.add(new ContactPointBody(ContactKind.PHONE, one, null, null)));
    if (ADDRESS.stream().anyMatch(row::containsKey)) {
      AddressBody address =
          new AddressBody(
              row.get("street"),
              row.get("extra"),
              row.get("postalCode"),
              row.get("city"),
              row.get("region"),
              row.get("country"));
      points.add(new ContactPointBody(ContactKind.POSTAL, null, address, null));
    }
    return points;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, @Nullable String slug) {
    return Enum.valueOf(type, String.valueOf(slug).toUpperCase(Locale.ROOT));
  }

  private static List<String> several(@Nullable String cell) {
    return cell == null
        ? List.of()
        : Arrays.stream(cell.split(";", -1)).map(String::strip).toList();
  }

  private static Optional<List<String>> cells(String text) {
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      return records.size() == 1 ? Optional.of(records.getFirst().toList()) : Optional.empty();
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
