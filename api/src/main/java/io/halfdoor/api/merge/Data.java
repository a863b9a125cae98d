package io.halfdoor.api.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values given for a mail, or for one item of a list in it: read, of the right types, ready to
 * be filled in.
 */
final class Data {

  private final UnaryOperator<String> pointers;
  private final Map<String, Given> values = new HashMap<>();
  private final Map<String, List<Data>> lists = new HashMap<>();
  private final Set<String> flags = new HashSet<>();

  private Data(UnaryOperator<String> pointers) {
    this.pointers = pointers;
  }

  /** Everything that fits; what does not is told. */
  static Data read(
      Map<String, ?> given,
      UnaryOperator<String> pointers,
      Schema schema,
      Formats formats,
      List<Finding> findings) {
    return new Reading(schema, formats, findings).object(given, "", pointers);
  }

  /** Null when it is not given. */
  @Nullable Given value(String field) {
    return values.get(field);
  }

  List<Data> items(String field) {
    return lists.getOrDefault(field, List.of());
  }

  boolean has(String field) {
    return values.containsKey(field) || flags.contains(field) || !items(field).isEmpty();
  }

  /** Where the data has this field, or would have it. */
  Place place(String field) {
    return Place.of(pointers.apply(field));
  }

  private record Reading(Schema schema, Formats formats, List<Finding> findings) {

    /**
     * The members of an object.
     *
     * @param prefix what the schema's names have before the members' own
     */
    Data object(Map<?, ?> given, String prefix, UnaryOperator<String> pointers) {
      Data data = new Data(pointers);
      String list = prefix.isEmpty() ? null : prefix.substring(0, prefix.length() - 1);
      given.forEach(
          (key, value) -> {
            String name = prefix + key;
            Field field = schema.find(name);
            String home = schema.listOf(name);
            if (field == null || !(list == null ? home == null : list.equals(home))) {
              tell("data_unknown", "No such field is described.", data.place(name));
            } else if (value != null) {
              member(field, value, data);
            }
          });
      return data;
    }

    private void member(Field field, Object value, Data data) {
      Place place = data.place(field.name());
      switch (field.type()) {
        case FLAG -> {
          if (!(value instanceof Boolean on)) {
            tell("data_type", "This has to be true or false.", place);
          } else if (on) {
            data.flags.add(field.name());
          }
        }
        case LIST -> {
          if (!(value instanceof List<?> items) || items.size() > Limits.LIST) {
            tell("data_type", "This has to be a list of at most " + Limits.LIST + ".", place);
          } else {
            data.lists.put(field.name(), items(field.name(), items, place.pointer()));
          }
        }
        default -> {
          Given read = formats.read(field.type(), value, fault -> tell("data_type", fault, place));
          if (read != null) {
            data.values.put(field.name(), read);
          }
        }
      }
    }

    private List<Data> items(String list, List<?> items, String pointer) {
      List<Data> read = new ArrayList<>();
      boolean ofTexts = schema.isOfTexts(list);
      int cut = list.length() + 1;
      for (int index = 0; index < items.size(); index++) {
        String item = pointer + "/" + index;
        Object value = items.get(index);
        if (ofTexts) {
          read.add(text(value, item));
        } else if (value instanceof Map<?, ?> object) {
          read.add(object(object, list + ".", name -> item + Place.pointer(name.substring(cut))));
        } else {
          tell("data_type", "This has to be an object.", Place.of(item));
        }
      }
      return read;
    }

    private Data text(@Nullable Object value, String pointer) {
      Data data = new Data(_ -> pointer);
      Given read =
          value == null
              ? null
              : formats.read(
                  Field.Type.TEXT, value, fault -> tell("data_type", fault, data.place("")));
      if (read != null) {
        data.values.put(Node.ITEM, read);
      }
      return data;
    }

    private void tell(String code, String message, Place place) {
      findings.add(Finding.error(code, message, place));
    }
  }
}
