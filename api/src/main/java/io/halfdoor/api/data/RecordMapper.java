package io.halfdoor.api.data;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A record is a row: JDBI's {@link ConstructorMapper}, which remembers which column is which
 * component. By itself it finds that out by reflection for every statement, which took a quarter of
 * the time of reading an item by its id.
 */
final class RecordMapper<T> implements RowMapper<T> {

  private final RowMapper<T> mapper;

  /** By the names of columns; there are no more of them than there are statements. */
  private final Map<List<String>, RowMapper<T>> known = new ConcurrentHashMap<>();

  private RecordMapper(Class<T> type) {
    mapper = ConstructorMapper.of(type);
  }

  /** For any record, by mappers that are the same wherever they are asked for. */
  static RowMapperFactory forRecords() {
    Map<Class<?>, RowMapper<?>> mappers = new ConcurrentHashMap<>();
    return (type, config) -> {
      Class<?> erased = GenericTypes.getErasedType(type);
      return erased.isRecord()
          ? Optional.of(mappers.computeIfAbsent(erased, RecordMapper::new))
          : Optional.empty();
    };
  }

  @Override
  public T map(ResultSet row, StatementContext context) throws SQLException {
    return specialize(row, context).map(row, context);
  }

  @Override
  public RowMapper<T> specialize(ResultSet rows, StatementContext context) throws SQLException {
    List<String> columns = columns(rows.getMetaData());
    RowMapper<T> present = known.get(columns);
    if (present == null) {
      present = mapper.specialize(rows, context);
      known.put(columns, present);
    }
    return present;
  }

  private static List<String> columns(ResultSetMetaData said) throws SQLException {
    int count = said.getColumnCount();
    List<String> columns = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      columns.add(said.getColumnLabel(i));
    }
    return columns;
  }
}
