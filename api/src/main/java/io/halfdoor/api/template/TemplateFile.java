package io.halfdoor.api.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.halfdoor.api.access.Audience;
import io.halfdoor.api.merge.Wording;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.JsonBodies;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template as a file of Markdown: front matter in YAML between two lines of three dashes, a blank
 * line, and the body as it is. What is read from what was written is the same, and the other way
 * round.
 */
record TemplateFile(Head head, String body) {

  private static final String FENCE = "---\n";
  private static final String END = "\n" + FENCE;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What front matter says, in the order in which it is written. */
  record Head(
      @NotBlank @Size(max = 200) String externalId,
      @NotNull TemplateKind kind,
      String title,
      @Nullable String subject,
      @Nullable String preheader,
      Wording.@Nullable Format format,
      @Nullable String language,
      @Nullable Audience audience,
      @Nullable Integer reviewIntervalDays,
      @Nullable Map<String, List<String>> labels,
      @Nullable List<String> objections,
      @Nullable List<Metadata.Attached> attachments,
      @Nullable List<FieldBody> fields) {}

  /**
   * Reads a file.
   *
   * @throws Problem when it has no front matter, or one that does not say what it should
   */
  static TemplateFile read(String file, JsonBodies bodies) {
    String text = file.startsWith("---\r\n") ? file.replace("\r\n", "\n") : file;
    int end = text.indexOf(END);
    if (!text.startsWith(FENCE) || end < 0) {
      throw Problem.unreadable("A template's file begins with front matter between lines of ---.");
    }
    String body = text.substring(end + END.length());
    return new TemplateFile(
        head(text.substring(FENCE.length(), end + 1), bodies),
        body.startsWith("\n") ? body.substring(1) : body);
  }

  private static Head head(String yaml, JsonBodies bodies) {
    JsonNode head;
    try {
      head = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr() + 1;
      throw Problem.unreadable("The front matter is no proper YAML, at line " + line + ".");
    }
    if (head.isMissingNode() || head.isNull()) {
      throw Problem.unreadable("The front matter says nothing.");
    }
    try {
      return bodies.read(JSON.writeValueAsBytes(head), Head.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A template as a file, with the names of what it refers to. */
  static TemplateFile of(
      Shown shown, List<String> objections, List<Metadata.Attached> attachments) {
    Template template = shown.template();
    Description said = template.description();
    Version version = shown.version();
    String externalId = said.externalId();
    return new TemplateFile(
        new Head(
            externalId == null ? Template.IDS.text(template.id()) : externalId,
            template.kind(),
            said.title(),
            version.subject().isEmpty() ? null : version.subject(),
            version.preheader().isEmpty() ? null : version.preheader(),
            version.format(),
            said.language(),
            said.readers(),
            said.reviewIntervalDays(),
            said.labels(),
            objections,
            attachments,
            version.fields()),
        version.body());
  }

  /** Says everything: what the file leaves out there is not. */
  Metadata toMetadata() {
    return new Metadata(
        head.title(),
        head.labels(),
        head.audience(),
        head.language(),
        null,
        head.reviewIntervalDays(),
        head.externalId(),
        Objects.requireNonNullElse(head.objections(), List.of()),
        Objects.requireNonNullElse(head.attachments(), List.of()));
  }

  NewVersion toVersion(@Nullable Boolean publish) {
    return new NewVersion(
        head.subject(), head.preheader(), body, head.format(), head.fields(), null, publish);
  }

  String written() {
    return FENCE + FrontMatter.written(head) + FENCE + "\n" + body;
  }
}
