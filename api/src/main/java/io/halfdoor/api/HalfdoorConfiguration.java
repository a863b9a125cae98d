package io.halfdoor.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.util.DataSize;
import io.dropwizard.validation.ValidationMethod;
import io.halfdoor.api.access.Access;
import io.halfdoor.api.data.DatabaseConfig;
import io.halfdoor.api.finder.FinderConfig;
import io.halfdoor.api.request.RequestConfig;
import io.halfdoor.extract.Extractor;
import io.halfdoor.extract.Limits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code config.yml}: every value of it can be set by the environment variable that it names. */
public final class HalfdoorConfiguration extends Configuration {

  /** The folder of the database, the files, the index and the logs. */
  @JsonProperty @NotNull private String home = "./data";

  @JsonProperty @NotNull @Valid private DatabaseConfig database = DatabaseConfig.embedded();

  /** The secret of the first admin's token; made and shown once where it is empty. */
  @JsonProperty private @Nullable String adminToken;

  /** The front ends that may call from a browser, separated by commas. */
  @JsonProperty private @Nullable String corsOrigins;

  /** How often one person may call in a minute. */
  @JsonProperty
  @Min(1)
  private long requestsPerMinute = 6_000;

  /** How often one address may send a wrong token in a minute. */
  @JsonProperty
  @Min(1)
  private long guessesPerMinute = 60;

  /** How large a JSON body may be. */
  @JsonProperty @NotNull private DataSize maxBody = DataSize.mebibytes(1);

  /** How things are found. */
  @JsonProperty @NotNull @Valid private FinderConfig search = FinderConfig.standard();

  /** How large a file may be that somebody puts in. */
  @JsonProperty @NotNull private DataSize maxFile = DataSize.mebibytes(200);

  /** How large an import may be as it is sent. */
  @JsonProperty @NotNull private DataSize maxImport = DataSize.gibibytes(2);

  /** The heap of a worker that reads files; at most two of them run. */
  @JsonProperty @NotNull private DataSize extractionHeap = DataSize.mebibytes(512);

  /** Of how many a figure is ranked at all. */
  @JsonProperty
  @Min(1)
  private int figuresMinimum = 30;

  /** Whether the server may ask links of collateral whether they lead somewhere. */
  @JsonProperty private boolean checkLinks;

  /** How requests are gone about. */
  @JsonProperty @NotNull @Valid private RequestConfig requests = RequestConfig.standard();

  int figuresMinimum() {
    return figuresMinimum;
  }

  boolean checkLinks() {
    return checkLinks;
  }

  public Path home() {
    return Path.of(home).toAbsolutePath().normalize();
  }

  DatabaseConfig database() {
    return database;
  }

  FinderConfig search() {
    return search;
  }

  RequestConfig requests() {
    return requests;
  }

  @Nullable String adminToken() {
    return adminToken == null || adminToken.isBlank() ? null : adminToken;
  }

  @ValidationMethod(
      message =
          "HALFDOOR_ADMIN_TOKEN must have 16 to 200 characters; leave it out to have one made")
  public boolean isAdminTokenGoodEnough() {
    String chosen = adminToken();
    return chosen == null || Access.mayBeChosen(chosen);
  }

  List<String> corsOrigins() {
    return Arrays.stream(corsOrigins == null ? new String[0] : corsOrigins.split(","))
        .map(String::strip)
        .filter(origin -> !origin.isEmpty())
        .toList();
  }

  long requestsPerMinute() {
    return requestsPerMinute;
  }

  long guessesPerMinute() {
    return guessesPerMinute;
  }

  DataSize maxBody() {
    return maxBody;
  }

  DataSize maxFile() {
    return maxFile;
  }

  DataSize maxImport() {
    return maxImport;
  }

  /** How files are read: none that may be put in is too large for it. */
  Extractor.Options extraction() {
    Limits usual = Limits.defaults();
    return Extractor.Options.defaults()
        .withHeapMegabytes(Math.toIntExact(extractionHeap.toMebibytes()))
        .withScratch(home().resolve("cache").resolve("extract"))
        .withLimits(
            new Limits(
                usual.time(),
                Math.max(usual.fileBytes(), maxFile.toBytes()),
                usual.characters(),
                usual.depth(),
                usual.archiveEntries(),
                usual.archiveBytes(),
                usual.archiveRatio()));
  }
}
