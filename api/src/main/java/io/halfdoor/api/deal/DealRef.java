package io.halfdoor.api.deal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which deal is meant: by its id in the CRM, or else by account and name. */
public record DealRef(
    @Nullable @Size(min = 1, max = 200) String crmId,
    @Nullable @Size(min = 1, max = 200) String account,
    @Nullable @Size(min = 1, max = 200) String name) {

  @JsonIgnore
  @AssertTrue(message = "needs a crmId, or an account and a name")
  public boolean isNamed() {
    return crmId != null || (account != null && name != null);
  }
}
