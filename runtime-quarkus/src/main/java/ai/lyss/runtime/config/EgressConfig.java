package ai.lyss.runtime.config;

import ai.lyss.domain.egress.Allowance;
import ai.lyss.domain.egress.PrivateAddresses;
import io.smallrye.config.WithConverter;
import java.util.List;
import java.util.Optional;

/** Where connections of the gateway may lead, {@code lyss.egress.*}. */
public interface EgressConfig {

  /** Whether connections may lead inside. */
  @Setting(
      meaning =
          "Whether connections to vendors, to content that requests name by URL and to published"
              + " keys may lead to addresses that are not of the public Internet: to private,"
              + " loopback, link-local and metadata addresses, or to loopback alone.",
      allowed = Readers.PRIVATE_ADDRESSES,
      unset = "`loopback` in the embedded default, else `false`")
  @WithConverter(Readers.OfPrivateAddresses.class)
  Optional<PrivateAddresses> allowPrivate();

  /** What is allowed beside that. */
  @Setting(
      meaning =
          "Where such connections may lead beside that. A name may lead to any address but those"
              + " that tell a cloud's machines about themselves.",
      allowed =
          "CIDR blocks, addresses and host names, each with a port or without, separated by"
              + " commas: `10.0.0.0/8:8000`, `[fd00::/8]:8000`, `vllm.internal`",
      unset = "nothing")
  Optional<List<@WithConverter(Readers.OfAllowance.class) Allowance>> allow();
}
