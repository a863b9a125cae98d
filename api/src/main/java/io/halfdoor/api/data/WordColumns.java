package io.halfdoor.api.data;

import java.lang.reflect.Type;
import java.sql.Types;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jspecify.annotations.Nullable;

/**
 * Enums in columns, as their {@link Words}. Preparable, since Jdbi asks those first and has one of
 * its own that would write the constant's name.
 */
final class WordColumns implements ArgumentFactory.Preparable, ColumnMapperFactory {

  @Override
  public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
    return isEnum(type) ? Optional.of(WordColumns::argument) : Optional.empty();
  }

  @Override
  public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
    return isEnum(type) || value instanceof Enum<?>
        ? Optional.of(argument(value))
        : Optional.empty();
  }

  private static Argument argument(@Nullable Object value) {
    return (position, statement, context) -> {
      if (value instanceof Enum<?> constant) {
        statement.setString(position, Words.of(constant));
      } else {
        statement.setNull(position, Types.VARCHAR);
      }
    };
  }

  /** Also a constant with a body of its own, whose class is not the enum's. */
  private static boolean isEnum(Type type) {
    return Enum.class.isAssignableFrom(GenericTypes.getErasedType(type));
  }

  @Override
  public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
    Class<?> erased = GenericTypes.getErasedType(type);
    return erased.isEnum() ? Optional.of(reading(erased)) : Optional.empty();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static ColumnMapper<?> reading(Class<?> type) {
    return (row, column, context) -> {
      String word = row.getString(column);
      return word == null ? null : Words.read((Class) type, word);
    };
  }
}
