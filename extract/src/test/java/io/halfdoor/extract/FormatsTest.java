package io.halfdoor.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.halfdoor.extract.Extraction.Properties;
import io.halfdoor.extract.Extraction.Reason;
import io.halfdoor.extract.Extraction.State;
import io.halfdoor.extract.Place.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files of every format, and where in them a sentence is found. */
class FormatsTest {

  private static Extractor extractor;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    extractor = new Extractor(Extractor.Options.defaults());
  }

  @AfterAll
  static void stop() {
    extractor.close();
  }

  @Test
  void aSentenceOnPageSevenOfAPdfIsFoundThere() throws Exception {
    Extraction extraction = extract("paper.pdf", GoodFiles.pdf(GoodFiles.pagesWithNeedleOn(7)));

    assertThat(extraction.state()).isEqualTo(State.READY);
    assertThat(extraction.truncated()).isFalse();
    assertThat(extraction.mediaType()).isEqualTo("application/pdf");
    assertThat(extraction.properties())
        .isEqualTo(new Properties("The pelican paper", "Petra Pelican", "en-GB"));
    assertThat(extraction.passages()).hasSize(9);
    assertThat(places(extraction, GoodFiles.NEEDLE)).containsExactly(new Place(Kind.PAGE, 7, null));
  }

  @Test
  void aSentenceOnSlideThreeIsFoundThereAndSoAreItsNotes() throws Exception {
    List<String> titles = List.of("Welcome", "Agenda", GoodFiles.NEEDLE, "Thanks");
    Extraction extraction =
        extract("deck.pptx", GoodFiles.pptx(titles, "Say it slowly, then pause."));

    assertThat(extraction.state()).isEqualTo(State.READY);
    assertThat(extraction.passages()).hasSize(4);
    Place third = new Place(Kind.SLIDE, 3, GoodFiles.NEEDLE);
    assertThat(places(extraction, GoodFiles.NEEDLE)).containsExactly(third);
    assertThat(places(extraction, "Say it slowly")).containsExactly(third);
  }

  /**
   * With more than nine there is a relationship whose name sorts before those of earlier slides.
   */
  @Test
  void slidesAreCountedInTheOrderInWhichTheyAreShown() throws Exception {
    List<String> titles = IntStream.rangeClosed(1, 14).mapToObj(i -> "Shown as " + i).toList();
    Extraction extraction = extract("deck.pptx", GoodFiles.shuffledPptx(titles));

    assertThat(extraction.passages())
        .extracting(Passage::place)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 14)
                .mapToObj(i -> new Place(Kind.SLIDE, i, "Shown as " + i))
                .toList());
    byte[] mail = GoodFiles.email("deck.pptx", GoodFiles.shuffledPptx(titles));
    assertThat(passages(extract("mail.eml", mail), "Shown as 12"))
        .extracting(Passage::headings)
        .containsExactly(List.of("Slide 12: Shown as 12"));
  }

  @Test
  void slidesOfAnOldPresentationAndAnOpenDocumentOneAreCountedToo() throws Exception {
    byte[] ppt = GoodFiles.ppt(List.of("Welcome", "Agenda", GoodFiles.NEEDLE, "Thanks"));
    assertThat(places(extract("deck.ppt", ppt), GoodFiles.NEEDLE))
        .containsExactly(new Place(Kind.SLIDE, 3, GoodFiles.NEEDLE));

    Extraction odp = extract("deck.odp", GoodFiles.odp());
    assertThat(places(odp, GoodFiles.NEEDLE)).containsExactly(new Place(Kind.SLIDE, 3, "Slide of"));
    assertThat(places(odp, "Spoken 3")).containsExactly(new Place(Kind.SLIDE, 3, "Slide of"));
    assertThat(odp.properties()).isEqualTo(new Properties("The open pelican", "Petra", "de-AT"));
  }

  @Test
  void sectionsCarryTheHeadingsTheyStandUnder() throws Exception {
    for (Map.Entry<String, byte[]> file :
        Map.of(
                "letter.docx", GoodFiles.docx(),
                "letter.odt", GoodFiles.odt(),
                "letter.html", GoodFiles.html(),
                "letter.md", GoodFiles.markdown())
            .entrySet()) {
      Extraction extraction = extract(file.getKey(), file.getValue());
      assertThat(extraction.state()).as(file.getKey()).isEqualTo(State.READY);
      List<Passage> found = passages(extraction, GoodFiles.NEEDLE);
      assertThat(found).as(file.getKey()).hasSize(1);
      assertThat(found.getFirst().headings()).containsExactly("Pricing", "Discounts");
      assertThat(found.getFirst().place()).isEqualTo(new Place(Kind.SECTION, 3, "Discounts"));
      assertThat(passages(extraction, "Dear reader").getFirst().headings())
          .as(file.getKey())
          .containsExactly("Opening");
    }
  }

  @Test
  void scriptsAndStylesOfAPageAreNotText() throws Exception {
    Extraction extraction = extract("page.html", GoodFiles.html());

    assertThat(text(extraction)).doesNotContain("scriptword", "styleword").contains("Plan\tPrice");
    assertThat(extraction.properties().title()).isEqualTo("The pelican page");
    assertThat(extraction.properties().language()).isEqualTo("en");
  }

  @Test
  void markdownReadsAsItIsShown() throws Exception {
    assertThat(text(extract("page.md", GoodFiles.markdown())))
        .contains(GoodFiles.NEEDLE + ", see the list.")
        .contains("# not a heading");
  }

  @Test
  void sheetsAreKnownByTheirNamesAndLongOnesAreSplit() throws Exception {
    for (Map.Entry<String, byte[]> file :
        Map.of("book.xlsx", GoodFiles.xlsx(), "book.xls", GoodFiles.xls()).entrySet()) {
      Extraction extraction = extract(file.getKey(), file.getValue());
      assertThat(text(extraction)).as(file.getKey()).contains("Plan\tPrice\nTeam\t49");
      assertThat(places(extraction, GoodFiles.NEEDLE))
          .containsExactly(new Place(Kind.SHEET, 2, "Notes"));
      assertThat(extraction.passages())
          .hasSizeGreaterThan(4)
          .allSatisfy(passage -> assertThat(passage.text().length()).isLessThan(13_000));
    }
    assertThat(places(extract("book.ods", GoodFiles.ods()), GoodFiles.NEEDLE))
        .containsExactly(new Place(Kind.SHEET, 2, "Notes"));
  }

  @Test
  void rtfAndEpubAreRead() throws Exception {
    Extraction rtf = extract("note.rtf", GoodFiles.rtf());
    assertThat(places(rtf, GoodFiles.NEEDLE)).containsExactly(new Place(Kind.SECTION, 1, null));
    assertThat(rtf.properties().title()).isEqualTo("The pelican note");

    Extraction epub = extract("book.epub", GoodFiles.epub("", GoodFiles.NEEDLE));
    assertThat(passages(epub, GoodFiles.NEEDLE).getFirst().headings()).containsExactly("Chapter");
  }

  @Test
  void anEmailNamesItsAttachmentsAndTheirTextIsFoundInThem() throws Exception {
    Extraction extraction = extract("mail.eml", GoodFiles.email());

    assertThat(extraction.mediaType()).isEqualTo("message/rfc822");
    assertThat(extraction.properties().title()).isEqualTo("The pelican mail");
    assertThat(places(extraction, "Hello Rob")).containsExactly(new Place(Kind.MESSAGE, 1, null));
    assertThat(text(extraction)).contains("Attachments: paper.pdf");
    List<Passage> found = passages(extraction, GoodFiles.NEEDLE);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().place()).isEqualTo(new Place(Kind.ATTACHMENT, 1, "paper.pdf"));
    assertThat(found.getFirst().headings()).containsExactly("Page 7");
  }

  @Test
  void filesInAnArchiveAreFoundUnderTheirNames() throws Exception {
    byte[] archive =
        GoodFiles.zip(Map.of("a/b/needle.txt", GoodFiles.NEEDLE, "other.html", "<p>other</p>"));

    Extraction extraction = extract("files.zip", archive);

    assertThat(places(extraction, GoodFiles.NEEDLE))
        .extracting(Place::name)
        .containsExactly("needle.txt");
    assertThat(places(extraction, "other")).extracting(Place::name).containsExactly("other.html");
  }

  @Test
  void aLongTextIsCutAtParagraphsOfAboutAPage() throws Exception {
    String paragraph = "Twenty words make a paragraph ".repeat(4) + "end.\n\n";
    Extraction extraction =
        extract("long.txt", paragraph.repeat(100).getBytes(StandardCharsets.UTF_8));

    assertThat(extraction.passages()).hasSizeBetween(6, 8);
    assertThat(extraction.passages())
        .allSatisfy(passage -> assertThat(passage.text()).endsWith("end."));
  }

  @Test
  void aTextWithoutAnyParagraphIsCutAllTheSame() throws Exception {
    String endless =
        IntStream.range(0, 30_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    Extraction extraction = extract("endless.txt", endless.getBytes(StandardCharsets.UTF_8));

    assertThat(extraction.passages())
        .allSatisfy(passage -> assertThat(passage.text().length()).isLessThanOrEqualTo(12_000));
    // Nothing lost, nothing doubled, no word broken.
    assertThat(
            extraction.passages().stream()
                .map(Passage::text)
                .collect(Collectors.joining(" "))
                .replace('\n', ' '))
        .isEqualTo(endless);
  }

  @Test
  void umlautsAreReadInWhicheverEncoding() throws Exception {
    String text = "Die Prüfung der Größe über die Straße hinweg kostet zusätzlich Gebühren. ";
    for (String charset : List.of("UTF-8", "ISO-8859-1", "UTF-16LE")) {
      byte[] mark =
          charset.equals("UTF-16LE") ? new byte[] {(byte) 0xFF, (byte) 0xFE} : new byte[0];
      byte[] body = text.repeat(10).getBytes(charset);
      byte[] all = Arrays.copyOf(mark, mark.length + body.length);
      System.arraycopy(body, 0, all, mark.length, body.length);
      assertThat(text(extract("umlauts.txt", all))).as(charset).contains("Prüfung der Größe");
    }
  }

  @Test
  void protectedFilesSaySo() throws Exception {
    for (Map.Entry<String, byte[]> file :
        Map.of(
                "secret.pdf", GoodFiles.encryptedPdf(List.of("secret"), "password"),
                "secret.docx", GoodFiles.encryptedDocx("password"))
            .entrySet()) {
      Extraction extraction = extract(file.getKey(), file.getValue());
      assertThat(extraction.state()).as(file.getKey()).isEqualTo(State.FAILED);
      assertThat(extraction.reason()).as(file.getKey()).isEqualTo(Reason.ENCRYPTED);
      assertThat(extraction.passages()).isEmpty();
    }
    // Without a user's password anybody's reader opens it, and so do we.
    assertThat(extract("open.pdf", GoodFiles.encryptedPdf(List.of("hello"), "")).state())
        .isEqualTo(State.READY);
  }

  @Test
  void whatHoldsNoTextIsNoFailure() throws Exception {
    assertThat(extract("empty.docx", new byte[0]).reason()).isEqualTo(Reason.EMPTY);
    assertThat(extract("blank.txt", " \n ".getBytes(StandardCharsets.UTF_8)).reason())
        .isEqualTo(Reason.NO_TEXT);
    assertThat(extract("one.pdf", new byte[] {7}).reason()).isEqualTo(Reason.UNSUPPORTED);
    Extraction picture =
        extract("deck.pptx", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    assertThat(picture.state()).isEqualTo(State.NONE);
    assertThat(picture.reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(picture.mediaType()).isEqualTo("image/png");
    assertThat(extract("scan.pdf", GoodFiles.pdf(List.of(""))).reason()).isEqualTo(Reason.NO_TEXT);
  }

  @Test
  void aWrongExtensionIsNotBelieved() throws Exception {
    assertThat(extract("deck.txt", GoodFiles.docx()).mediaType()).contains("wordprocessingml");
    assertThat(
            places(
                extract("paper.docx", GoodFiles.pdf(GoodFiles.pagesWithNeedleOn(7))),
                GoodFiles.NEEDLE))
        .containsExactly(new Place(Kind.PAGE, 7, null));
  }

  @Test
  void everyReasonHasACodeAndASentence() {
    assertThat(Reason.values())
        .allSatisfy(
            reason -> {
              assertThat(reason.code().toLowerCase(Locale.ROOT))
                  .isEqualTo(reason.name().replace("_", "").toLowerCase(Locale.ROOT));
              assertThat(reason.sentence()).endsWith(".");
            });
  }

  private Extraction extract(String name, byte[] bytes) throws Exception {
    // Named as files are kept: the name that counts is the one given beside it.
    Path file = Files.write(folder.resolve("stored"), bytes);
    return extractor.extract(file, name);
  }

  private static List<Passage> passages(Extraction extraction, String sentence) {
    return extraction.passages().stream()
        .filter(passage -> passage.text().contains(sentence))
        .toList();
  }

  private static List<Place> places(Extraction extraction, String sentence) {
    return passages(extraction, sentence).stream().map(Passage::place).toList();
  }

  private static String text(Extraction extraction) {
    return extraction.passages().stream().map(Passage::text).collect(Collectors.joining("\n"));
  }
}
