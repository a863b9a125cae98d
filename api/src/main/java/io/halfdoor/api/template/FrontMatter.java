package io.halfdoor.api.template;

import io.halfdoor.api.data.Words;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The YAML at the head of a template's file, as a person would write it: names and labels in one
 * line, fields and lists of sentences below each other, quotes where they are needed alone.
 */
final class FrontMatter {

  private final List<NodeTuple> entries = new ArrayList<>();

  private FrontMatter() {}

  static String written(TemplateFile.Head head) {
    FrontMatter front = new FrontMatter();
    front.add("externalId", head.externalId());
    front.add("kind", Words.of(head.kind()));
    front.add("title", head.title());
    front.add("subject", head.subject());
    front.add("preheader", head.preheader());
    front.add("format", head.format() == null ? null : Words.of(head.format()));
    front.add("language", head.language());
    front.add("audience", head.audience() == null ? null : head.audience().value());
    front.add("reviewIntervalDays", head.reviewIntervalDays());
    Map<String, List<String>> labels = head.labels();
    if (labels != null && !labels.isEmpty()) {
      FrontMatter each = new FrontMatter();
      labels.forEach((key, values) -> each.add(key, sequence(values, FlowStyle.FLOW)));
      front.add("labels", each.node(FlowStyle.BLOCK));
    }
    if (head.objections() != null && !head.objections().isEmpty()) {
      front.add("objections", sequence(head.objections(), FlowStyle.FLOW));
    }
    if (head.attachments() != null && !head.attachments().isEmpty()) {
      front.add(
          "attachments",
          sequence(
              head.attachments().stream().map(FrontMatter::attached).toList(), FlowStyle.BLOCK));
    }
    if (head.fields() != null) {
      front.add("fields", fields(head.fields()));
    }
    return written(front.node(FlowStyle.BLOCK));
  }

  /** The schema alone; empty where there are no fields. */
  static String written(List<FieldBody> fields) {
    return fields.isEmpty() ? "" : written(fields(fields));
  }

  private static Node fields(List<FieldBody> fields) {
    return sequence(fields.stream().map(FrontMatter::field).toList(), FlowStyle.BLOCK);
  }

  private static Node field(FieldBody field) {
    FrontMatter front = new FrontMatter();
    front.add("name", field.name());
    front.add("type", field.type());
    front.add("description", field.description());
    front.add("fallback", field.fallback());
    front.add("example", field.example());
    front.add("askMe", field.askMe());
    return front.node(FlowStyle.BLOCK);
  }

  private static Node attached(Metadata.Attached attached) {
    FrontMatter front = new FrontMatter();
    front.add("id", attached.id());
    front.add("version", attached.version());
    return front.node(FlowStyle.FLOW);
  }

  /** Nothing is written of what is null. */
  private void add(String key, @Nullable Object value) {
    if (value != null) {
      entries.add(new NodeTuple(node(key), node(value)));
    }
  }

  private Node node(FlowStyle style) {
    return new MappingNode(Tag.MAP, entries, style);
  }

  private static Node sequence(List<?> values, FlowStyle style) {
    return new SequenceNode(Tag.SEQ, values.stream().map(FrontMatter::node).toList(), style);
  }

  private static Node node(@Nullable Object value) {
    return switch (value) {
      case null -> scalar(Tag.NULL, "null");
      case Node node -> node;
      case Boolean flag -> scalar(Tag.BOOL, flag.toString());
      case BigDecimal decimal when decimal.scale() > 0 ->
          scalar(Tag.FLOAT, decimal.toPlainString());
      case BigDecimal decimal -> scalar(Tag.INT, decimal.toPlainString());
      case Number number -> scalar(Tag.INT, number.toString());
      case List<?> list -> sequence(list, FlowStyle.BLOCK);
      case Map<?, ?> map -> {
        FrontMatter front = new FrontMatter();
        map.forEach((key, each) -> front.entries.add(new NodeTuple(node(key), node(each))));
        yield front.node(FlowStyle.FLOW);
      }
      default -> scalar(Tag.STR, value.toString());
    };
  }

  /** Plain, unless it would then be read as something else. */
  private static Node scalar(Tag tag, String text) {
    return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
  }

  private static String written(Node node) {
    DumperOptions options = new DumperOptions();
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setWidth(Integer.MAX_VALUE);
    options.setSplitLines(false);
    StringWriter text = new StringWriter();
    new Yaml(options).serialize(node, text);
    return text.toString();
  }
}
