package io.habeas.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Rules that hold in every service, each with its reason. */
public abstract class HouseRules {

  private final String root;
  private final JavaClasses production;

  /**
   * @param root the service's root package, {@code io.habeas.consent}
   */
  protected HouseRules(String root) {
    this.root = root;
    this.production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
  }

  @Test
  protected void noJunkDrawers() {
    check(
        noClasses()
            .should()
            .resideInAnyPackage(
                "..util..",
                "..utils..",
                "..dto..",
                "..impl..",
                "..internal..",
                "..common..",
                "..model..",
                "..service..",
                "..helper..")
            .because("a package is named by the noun of the domain that it keeps a promise about"));
  }

  @Test
  protected void packagesDoNotDependInCircles() {
    check(
        SlicesRuleDefinition.slices()
            .matching(root + ".(*)..")
            .should()
            .beFreeOfCycles()
            .because("what goes in circles can be neither read nor changed one part at a time"));
  }

  @Test
  protected void timeComesFromTheClocks() {
    check(
        noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.OffsetDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because(
                "business time can be moved in tests and security time never; now() is neither"));
  }

  @Test
  protected void nothingBlocksTheEventLoop() {
    check(
        noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethodWhere(
                com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With
                        .<JavaClass>owner(
                            DescribedPredicate.describe(
                                "UniAwait",
                                owner ->
                                    owner.getName().equals("io.smallrye.mutiny.groups.UniAwait")))))
            .because("one blocked event loop stops every request that it serves"));
  }

  @Test
  protected void everyOperationDeclaresItsPermission() {
    ArchRule rule =
        methods()
            .that(
                DescribedPredicate.describe(
                    "are operations of a resource", HouseRules::isOperation))
            .should(
                com.tngtech.archunit.lang.conditions.ArchConditions.be(
                    DescribedPredicate.describe(
                        "annotated with @Permit or @PermitAnyone", HouseRules::isDeclared)))
            .because("what declares nothing is refused, and a refused operation is a dead one");
    check(rule);
  }

  @Test
  protected void resourcesStayAtTheEdge() {
    check(
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .haveSimpleNameNotEndingWith("Page")
            .and()
            .haveSimpleNameNotEndingWith("Client")
            .and()
            .haveSimpleNameNotEndingWith("Filter")
            .and()
            .areNotInterfaces()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..")
            .because("the domain knows no HTTP; one edge turns its failures into problems"));
  }

  @Test
  protected void statementsLiveInStores() {
    check(
        classes()
            .that()
            .haveSimpleNameEndingWith("Store")
            .should()
            .notBePublic()
            .because("only the package that owns a table reads or writes it"));
  }

  private void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(production);
  }

  private static boolean isOperation(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(
            annotation ->
                annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod")
                    && !method
                        .getOwner()
                        .isAnnotatedWith(
                            "org.eclipse.microprofile.rest.client.inject.RegisterRestClient"));
  }

  private static boolean isDeclared(JavaMethod method) {
    return method.isAnnotatedWith("io.habeas.access.Permit")
        || method.isAnnotatedWith("io.habeas.access.PermitAnyone");
  }
}
