package ai.lyss.adapter.provider;

import ai.lyss.adapter.provider.http.egress.EgressGuard;
import ai.lyss.adapter.provider.http.egress.HostLookup;
import ai.lyss.adapter.provider.http.egress.JdkLookup;
import ai.lyss.domain.egress.AddressRules;
import ai.lyss.domain.egress.Allowance;
import ai.lyss.domain.egress.PrivateAddresses;
import java.util.List;
import java.util.stream.Stream;

/** Guards of outgoing connections to test with. */
public final class TestEgress {

  private TestEgress() {}

  /** Returns a guard that lets connections to this machine be, and looks names up for real. */
  public static EgressGuard ofThisMachine() {
    return new EgressGuard(
        new AddressRules(PrivateAddresses.LOOPBACK, List.of()),
        new JdkLookup(task -> Thread.ofVirtual().start(task)));
  }

  /** Returns a guard that allows nothing private but this, and looks names up here. */
  public static EgressGuard allowing(HostLookup lookup, String... allowances) {
    return new EgressGuard(
        new AddressRules(
            PrivateAddresses.REFUSED, Stream.of(allowances).map(Allowance::parse).toList()),
        lookup);
  }
}
