package io.halfdoor.api.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Which PostgreSQL to use.
 *
 * @param url {@code jdbc:postgresql://host/name}; null or empty: the embedded one
 * @param user null or empty where the URL says it
 * @param password null or empty where the URL says it, or none is needed
 * @param connections the most of them that are open at once for requests
 */
public record DatabaseConfig(
    @JsonProperty @Nullable String url,
    @JsonProperty @Nullable String user,
    @JsonProperty @Nullable String password,
    @JsonProperty @Min(2) @Max(1000) int connections) {

  /** As many as keep two cores busy while some of them wait for the disk. */
  public static final int DEFAULT_CONNECTIONS = 16;

  public DatabaseConfig {
    url = emptyAsNull(url);
    user = emptyAsNull(user);
    password = emptyAsNull(password);
    connections = connections == 0 ? DEFAULT_CONNECTIONS : connections;
  }

  /** The embedded one. */
  public static DatabaseConfig embedded() {
    return new DatabaseConfig(null, null, null, DEFAULT_CONNECTIONS);
  }

  private static @Nullable String emptyAsNull(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }

  /** Without the password, and without the parameters of the URL, where one may hide. */
  @Override
  public String toString() {
    return url == null ? "embedded PostgreSQL" : url.replaceFirst("\\?.*", "");
  }
}
