package io.habeas.local.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/permissions.md says what the descriptions say, and these declare every operation. */
class PermissionMatrixTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("permissions.md");

  @Test
  void thePageSaysWhatTheDescriptionsSay() throws IOException {
    String wanted = PermissionMatrix.of(DOCS.resolve("api")).markdown();
    if (Boolean.getBoolean("habeas.update")) {
      Files.writeString(PAGE, wanted);
    }
    String there = Files.exists(PAGE) ? Files.readString(PAGE) : "";

    assertThat(difference(there.lines().toList(), wanted.lines().toList()))
        .as("what docs/permissions.md needs; -Dhabeas.update=true writes it")
        .isEmpty();
    assertThat(there).isEqualTo(wanted);
  }

  @Test
  void everyOperationDeclaresWhoMayCallIt() throws IOException {
    assertThat(operations()).isNotEmpty().allMatch(PermissionMatrix.Operation::isDeclared);
  }

  @Test
  void everyOperationCanBeCalledBySomebody() throws IOException {
    assertThat(operations())
        .filteredOn(operation -> !operation.isForAnyone() && operation.roles().isEmpty())
        .allMatch(operation -> !operation.permission().path("scope").asText().isEmpty());
  }

  @Test
  void aCustomerReachesOnlyTheirOwnSubject() throws IOException {
    assertThat(operations())
        .filteredOn(operation -> operation.roles().contains("customer"))
        .filteredOn(operation -> operation.path().contains("{subjectId}"))
        .allMatch(operation -> operation.permission().path("ownership").asText().equals("subject"));
  }

  private static List<PermissionMatrix.Operation> operations() throws IOException {
    return PermissionMatrix.of(DOCS.resolve("api")).tables().stream()
        .flatMap(table -> table.operations().stream())
        .toList();
  }

  private static List<String> difference(List<String> there, List<String> wanted) {
    Stream<String> gone = there.stream().filter(l -> !wanted.contains(l)).map(l -> "- " + l);
    Stream<String> added = wanted.stream().filter(l -> !there.contains(l)).map(l -> "+ " + l);
    return Stream.concat(gone, added).toList();
  }
}
