package io.halfdoor.api.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of a row as an API would have them: what a table says in text is what it means, as far
 * as it can be told.
 *
 * @param known those that the shelf knows
 * @param ignored the names of those that it does not know
 */
record Fields(ObjectNode known, List<String> ignored) {

  private static final String LABELS = "labels";
  private static final String LABEL_COLUMN = "label.";
  private static final String BETWEEN_VALUES = ";";

  static Fields of(ObjectNode row, Map<String, FieldShelf.Type> types, ObjectMapper json) {
    ObjectNode known = JsonNodeFactory.instance.objectNode();
    List<String> ignored = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      FieldShelf.Type type = types.get(name);
      if (type != null) {
        known.set(name, value.isTextual() ? meant(value.asText(), type, json) : value);
      } else if (types.containsKey(LABELS) && isColumn(name) && value.isTextual()) {
        known.withObjectProperty(LABELS).set(key(name), values(value.asText()));
      } else {
        ignored.add(name);
      }
    }
    return new Fields(known, ignored);
  }

  private static boolean isColumn(String name) {
    return key(name).length() < name.length() && !key(name).isEmpty();
  }

  private static String key(String column) {
    return column.startsWith(LABEL_COLUMN) ? column.substring(LABEL_COLUMN.length()) : column;
  }

  private static ArrayNode values(String cell) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (String value : cell.split(BETWEEN_VALUES, -1)) {
      if (!value.isBlank()) {
        values.add(value.strip());
      }
    }
    return values;
  }

  /** A text that does not say what belongs there stays one, and is refused as such. */
  private static JsonNode meant(String text, FieldShelf.Type type, ObjectMapper json) {
    return switch (type) {
      case TEXT -> TextNode.valueOf(text);
      case FLAG ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> BooleanNode.TRUE;
            case "false", "no" -> BooleanNode.FALSE;
            default -> TextNode.valueOf(text);
          };
      case NUMBER ->
          switch (text.strip()) {
            case String whole when whole.matches("-?\\d{1,9}") ->
                IntNode.valueOf(Integer.parseInt(whole));
            case String number when number.matches("-?\\d{1,20}(\\.\\d{1,9})?") ->
                DecimalNode.valueOf(new BigDecimal(number));
            default -> TextNode.valueOf(text);
          };
      case LABELS -> object(text, json);
    };
  }

  private static JsonNode object(String text, ObjectMapper json) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
