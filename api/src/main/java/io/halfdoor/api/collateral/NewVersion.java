package io.halfdoor.api.collateral;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A version to be added: a link, a text, or what is said of a file.
 *
 * @param mediaType of a text; Markdown where it is left out
 * @param publish at once; absent for what goes without saying
 */
record NewVersion(
    @Nullable
        @Size(max = 2_000)
        @Pattern(
            regexp = "(?i)https?://[^\\s/?#][^\\s]*",
            message = "is an address that begins with http:// or https://")
        String url,
    @Nullable @Size(min = 1, max = 1_000_000, message = "has 1 to 1,000,000 characters")
        String text,
    @Nullable @Pattern(regexp = "text/(markdown|plain)", message = "is text/markdown or text/plain")
        String mediaType,
    @Nullable @Size(max = 1_000) String note,
    @Nullable Boolean publish) {}
