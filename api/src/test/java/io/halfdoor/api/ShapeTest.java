package io.halfdoor.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.halfdoor.api.access.Allow;
import jakarta.ws.rs.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The house as {@code design.md} draws it: who may know whom. */
class ShapeTest {

  private static final String HOUSE = "io.halfdoor.api";

  /** From the ground up: each knows those before it and none after. */
  private static final List<String> GROUND =
      List.of("problem", "data", "web", "change", "write", "access", "item");

  /** What several features share. Whatever is neither here nor ground is a feature. */
  private static final Set<String> SHARED =
      Set.of(
          "activity",
          "deal",
          "figure",
          "file",
          "finder",
          "finding",
          "health",
          "importing",
          "label",
          "link",
          "meaning",
          "merge",
          "notice",
          "review",
          "text",
          "use",
          "work");

  private static final String STATEMENTS = SqlQuery.class.getPackageName();

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.halfdoor");

  private static final JavaClasses API =
      ALL.that(describe("of the server", type -> type.getPackageName().startsWith(HOUSE)));

  @Test
  void enoughWasLookedAt() {
    assertThat(API.size()).isGreaterThan(100);
    assertThat(ALL.size()).isGreaterThan(API.size() + 50);
    assertThat(packages()).contains("problem", "web", "data", "access", "write");
  }

  @Test
  void featuresDoNotUseEachOthersTypes() {
    for (String feature : packages()) {
      if (!GROUND.contains(feature) && !SHARED.contains(feature)) {
        noClasses()
            .that(describe("outside of " + feature, type -> !room(type).equals(feature)))
            .and(describe("in a room", type -> !room(type).isEmpty()))
            .should()
            .dependOnClassesThat(in(feature))
            .because(
                feature + " is a feature: others refer to its items by id, Halfdoor alone sees it")
            .check(API);
      }
    }
  }

  @Test
  void theGroundKnowsNothingAboveIt() {
    for (String room : GROUND) {
      Set<String> below = Set.copyOf(GROUND.subList(0, GROUND.indexOf(room) + 1));
      noClasses()
          .that(in(room))
          .should()
          .dependOnClassesThat(
              describe(
                  "above " + room,
                  type -> type.getPackageName().startsWith(HOUSE) && !below.contains(room(type))))
          .check(API);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.halfdoor.(api.*)..").should().beFreeOfCycles().check(API);
    slices().matching("io.halfdoor.(*)..").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void theServerSeesSearchByItsFaceAloneAndTikaNotAtAll() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.lucene..",
            "org.apache.tika..",
            "org.apache.poi..",
            "org.apache.pdfbox..",
            "io.halfdoor.search.*..")
        .check(API);
  }

  @Test
  void aProblemKnowsNeitherHttpNorTheDatabase() {
    noClasses()
        .that(in("problem"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "jakarta.servlet..", "org.jdbi..", "java.sql..")
        .check(API);
  }

  @Test
  void storesArePackagePrivate() {
    DescribedPredicate<JavaClass> stores =
        describe(
            "stores",
            type ->
                type.getSimpleName().endsWith("Store")
                    || type.getMethods().stream().anyMatch(ShapeTest::isStatement));
    classes().that(stores).should().notBePublic().check(API);
    assertThat(API.that(stores).size()).isGreaterThan(4);
  }

  @Test
  void nobodyButHalfdoorReadsTheClock() {
    Set<Class<?>> clocks =
        Set.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);
    DescribedPredicate<JavaMethodCall> readings =
        describe(
            "readings of the system's clock",
            call -> {
              String name = call.getTarget().getName();
              boolean blank = call.getTarget().getRawParameterTypes().isEmpty();
              JavaClass owner = call.getTargetOwner();
              return (clocks.stream().anyMatch(owner::isEquivalentTo)
                      && name.equals("now")
                      && blank)
                  || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                  || ((owner.isEquivalentTo(Clock.class)
                          || owner.isEquivalentTo(InstantSource.class))
                      && name.startsWith("system"));
            });
    noClasses()
        .that(describe("not Halfdoor", type -> !type.getFullName().equals(HOUSE + ".Halfdoor")))
        .should()
        .callMethodWhere(readings)
        .orShould()
        .callConstructor(Date.class)
        .because("time comes from an injected InstantSource")
        .check(ALL);
  }

  @Test
  void onlyCommandsTalkToTheTerminal() {
    noClasses()
        .that(describe("not commands", type -> !room(type).equals("command")))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(API);
  }

  @Test
  void everyOperationSaysWhoMayUseIt() {
    DescribedPredicate<JavaMethod> operations =
        describe(
            "operations",
            method ->
                method.getAnnotations().stream()
                    .map(JavaAnnotation::getRawType)
                    .anyMatch(type -> type.isAnnotatedWith(HttpMethod.class)));
    methods().that(operations).should().beAnnotatedWith(Allow.class).check(API);
    assertThat(API.stream().flatMap(type -> type.getMethods().stream()).filter(operations))
        .hasSizeGreaterThan(5);
  }

  @Test
  void resourcesAreMadeByTheirFeatureAlone() {
    ArchCondition<JavaClass> madeByAnybody =
        new ArchCondition<>("have a public constructor") {
          @Override
          public void check(JavaClass type, ConditionEvents events) {
            boolean open =
                type.getConstructors().stream()
                    .anyMatch(made -> made.getModifiers().contains(JavaModifier.PUBLIC));
            events.add(
                new SimpleConditionEvent(type, open, type.getName() + " constructors: " + open));
          }
        };
    classes()
        .that()
        .areAnnotatedWith(jakarta.ws.rs.Path.class)
        .should(not(madeByAnybody))
        .check(API);
  }

  @Test
  void everyPackageTeachesAndIsNullMarked() {
    assertThat(
            ALL.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(folder -> !folder.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName))
        .isEmpty();
  }

  @Test
  void nothingIsNamedForItsRoleInAFramework() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Service")
        .orShould()
        .haveNameMatching(".*(Manager|Impl|Helper|Util|Utils|Dto|DTO)")
        .check(ALL);
  }

  private static boolean isStatement(JavaMethod method) {
    return method.getAnnotations().stream()
        .anyMatch(annotation -> annotation.getRawType().getPackageName().equals(STATEMENTS));
  }

  private static DescribedPredicate<JavaClass> in(String room) {
    return describe("in " + room, type -> room(type).equals(room));
  }

  /** The package below the house that a class belongs to; empty for the house itself. */
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(HOUSE + ".") ? name.substring(HOUSE.length() + 1).split("\\.")[0] : "";
  }

  private static Set<String> packages() {
    Stream<String> rooms = API.stream().map(ShapeTest::room).filter(room -> !room.isEmpty());
    return Set.copyOf(rooms.distinct().toList());
  }
}
