package io.halfdoor.api.data;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.jackson2.Jackson2Config;
import org.jdbi.v3.jackson2.Jackson2Plugin;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectFactory;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/**
 * How Java and PostgreSQL understand each other: a record is a row (camelCase and snake_case are
 * the same name), {@code Instant} is {@code timestamptz}, {@code List} and {@code Set} are arrays,
 * an enum is its word, and what is annotated with {@code @Json} is {@code jsonb}.
 */
final class Mapping {

  private Mapping() {}

  static Jdbi jdbi(DataSource source) {
    Jdbi jdbi =
        Jdbi.create(source)
            .installPlugin(new PostgresPlugin())
            .installPlugin(new SqlObjectPlugin())
            .installPlugin(new Jackson2Plugin())
            .registerRowMapper(RecordMapper.forRecords())
            .registerArrayType(String.class, "text")
            .registerArgument(new InstantArgument())
            .registerArgument(new WordColumns())
            .registerColumnMapper(new WordColumns());
    jdbi.getConfig(Jackson2Config.class).setMapper(json());
    jdbi.registerExtension(
        new StoreFactory(
            jdbi.getConfig(Extensions.class).findFactory(SqlObjectFactory.class).orElseThrow()));
    return jdbi;
  }

  private static ObjectMapper json() {
    return new ObjectMapper()
        .registerModules(new Jdk8Module(), new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** Bound as a moment with its offset: a {@code Timestamp} would pass through the JVM's zone. */
  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
    InstantArgument() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setObject(position, value.atOffset(ZoneOffset.UTC));
    }
  }
}
