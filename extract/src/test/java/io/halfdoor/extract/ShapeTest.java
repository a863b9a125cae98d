package io.halfdoor.extract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps parsers out of the server's process, as far as classes can tell. */
class ShapeTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.halfdoor.extract");

  /** The classes that run in the server; those of {@code Reading} and below run in the worker. */
  private static final List<String> SERVER =
      List.of(
          "Extractor",
          "Worker",
          "Sandbox",
          "Frames",
          "Extraction",
          "Passage",
          "Place",
          "Limits",
          "FileType",
          "Detection",
          "Archives",
          "ZipDirectory",
          "OleDirectory");

  @Test
  void theServersSideUsesNoParserAndOfTikaOnlyItsMagicNumbers() {
    noClasses()
        .that()
        .haveNameMatching("io\\.halfdoor\\.extract\\.(" + String.join("|", SERVER) + ")(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.tika.parser..",
            "org.apache.tika.extractor..",
            "org.apache.tika.sax..",
            "org.apache.tika.utils..",
            "org.apache.poi..",
            "org.apache.pdfbox..",
            "org.apache.commons..",
            "org.jsoup..",
            "org.xml..",
            "javax.xml..")
        .check(CLASSES);
    assertThat(CLASSES.size()).isGreaterThan(25);
  }

  @Test
  void theLibraryKnowsNothingOfHttpSqlOrFeatures() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.xml..",
            "org.jspecify..",
            "org.slf4j..",
            "io.halfdoor.extract",
            "org.apache.tika..",
            "org.apache.poi..",
            "org.apache.pdfbox..",
            "org.apache.commons.compress..")
        .check(CLASSES);
  }
}
