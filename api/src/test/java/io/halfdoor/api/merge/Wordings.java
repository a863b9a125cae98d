package io.halfdoor.api.merge;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.halfdoor.api.merge.Field.Type;
import io.halfdoor.api.merge.Wording.Format;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Templates for tests, all with one schema that has a field of every type. */
final class Wordings {

  static final List<Field> FIELDS =
      List.of(
          field("name", Type.TEXT),
          field("company", Type.TEXT),
          new Field("greeting", Type.TEXT, "How they are met", "Hello", null, false),
          new Field("promise", Type.TEXT, "What was promised", null, null, true),
          field("seats", Type.NUMBER),
          field("price", Type.MONEY),
          field("due", Type.DATE),
          field("page", Type.URL),
          field("isCustomer", Type.FLAG),
          field("points", Type.LIST),
          field("agenda", Type.LIST),
          field("agenda.topic", Type.TEXT),
          field("agenda.on", Type.DATE));

  private Wordings() {}

  static Field field(String name, Type type) {
    return new Field(name, type, null, null, null, false);
  }

  static Wording markdown(String body) {
    return wording(body, Format.MARKDOWN);
  }

  static Wording html(String body) {
    return wording(body, Format.HTML);
  }

  static Wording wording(String body, Format format) {
    return new Wording("A subject", "A preheader", body, format, "en", FIELDS);
  }

  static Merge merge(Wording wording) {
    return Merge.of(wording, _ -> Optional.empty());
  }

  static Mail mail(Wording wording, Map<String, ?> data) {
    return merge(wording).render(data);
  }

  /** What the body says, as plain text without its last line feed. */
  static String text(String body, Map<String, ?> data) {
    return mail(markdown(body), data).text().stripTrailing();
  }

  /** Each finding that keeps the mail from being made, as code and pointer. */
  static List<String> faults(Wording wording, Map<String, ?> data) {
    @Nullable Unmergeable refused =
        catchThrowableOfType(Unmergeable.class, () -> mail(wording, data));
    return refused == null ? List.of() : codes(refused.findings());
  }

  static List<String> codes(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.code() + " " + finding.place().pointer())
        .toList();
  }
}
