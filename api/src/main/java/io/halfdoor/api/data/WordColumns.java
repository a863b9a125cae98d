package io.halfdoor.api.data;

import java.lang.reflect.Type;
import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jspecify.annotations.Nullable;

/** Enums in columns, as their {@link Words}. */
final class WordColumns implements ArgumentFactory, ColumnMapperFactory {

  @Override
  public Optional<Argument> build(Type type, @Nullable Object value, ConfigRegistry config) {
    if (value instanceof Enum<?> constant) {
      return Optional.of(
          (position, statement, context) -> statement.setString(position, Words.of(constant)));
    }
    return GenericTypes.getErasedType(type).isEnum()
        ? Optional.of((position, statement, context) -> statement.setNull(position, Types.VARCHAR))
        : Optional.empty();
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
