package ai.lyss.domain.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRulesTest {

  private static final int PORT = 443;

  private static AddressRules rules(PrivateAddresses privates, String... allowances) {
    return new AddressRules(privates, Stream.of(allowances).map(Allowance::parse).toList());
  }

  private static AddressRules allowing(String... allowances) {
    return rules(PrivateAddresses.REFUSED, allowances);
  }

  private static boolean allowed(AddressRules rules, String host, int port) {
    return switch (EgressHost.of(host)) {
      case EgressHost.Literal literal -> rules.allows(literal.address(), port);
      case EgressHost.Name name -> rules.allowsName(name.name(), port);
      case EgressHost.Unclear unclear -> false;
    };
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow(() -> new AssertionError(text));
  }

  static List<String> forbidden() {
    return Spellings.FORBIDDEN;
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  void refuses_every_spelling_of_what_is_not_of_the_public_internet(String host) {
    assertThat(allowed(AddressRules.STRICT, host, PORT)).isFalse();
  }

  @Test
  void knows_more_spellings_than_anybody_asked_for() {
    assertThat(Spellings.FORBIDDEN).doesNotHaveDuplicates().hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "[2606:4700:4700::1111]",
        "[2a00:1450:4001:81b::200a]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::8.8.8.8]",
        "[2600::5efe:8.8.8.8]",
        "api.openai.com",
        "API.OpenAI.com.",
        "xn--mnchen-3ya.example",
        "a_b.example",
        "1password.com",
        "0x7f.example",
        "localhost.example",
        "notlocalhost",
        "metadata.example"
      })
  void allows_the_public_internet(String host) {
    assertThat(allowed(AddressRules.STRICT, host, PORT)).isTrue();
  }

  @Test
  void allows_this_machine_alone_where_that_is_asked_for() {
    var loopback = rules(PrivateAddresses.LOOPBACK);

    for (var host : List.of("127.0.0.1", "127.9.9.9", "[::1]", "[::ffff:127.0.0.1]", "localhost")) {
      assertThat(allowed(loopback, host, PORT)).as(host).isTrue();
    }
    for (var host :
        List.of("10.0.0.1", "169.254.169.254", "[fd00::1]", "0.0.0.0", "127.1", "[::]")) {
      assertThat(allowed(loopback, host, PORT)).as(host).isFalse();
    }
  }

  @Test
  void allows_private_addresses_where_that_is_asked_for_and_never_what_is_no_host() {
    var open = rules(PrivateAddresses.ALLOWED, "0.0.0.0/0", "::/0");

    for (var host : List.of("127.0.0.1", "10.0.0.1", "[fe80::1]", "100.64.0.1", "metadata")) {
      assertThat(allowed(rules(PrivateAddresses.ALLOWED), host, PORT)).as(host).isTrue();
    }
    for (var host :
        List.of("0.0.0.0", "255.255.255.255", "224.0.0.1", "[::]", "[ff02::1]", "0x7f.1")) {
      assertThat(allowed(open, host, PORT)).as(host).isFalse();
    }
    assertThat(allowed(rules(PrivateAddresses.ALLOWED), "192.0.2.1", PORT)).isFalse();
    assertThat(allowed(open, "192.0.2.1", PORT)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3, 443, true",
    "10.0.0.0/8, 11.0.0.1, 443, true",
    "10.0.0.0/8, 192.168.0.1, 443, false",
    "10.0.0.0/8:8000, 10.1.2.3, 8000, true",
    "10.0.0.0/8:8000, 10.1.2.3, 443, false",
    "10.0.0.0/8:8000, [::ffff:10.1.2.3], 8000, true",
    "10.1.2.3:8000, 10.1.2.3, 8000, true",
    "10.1.2.3:8000, 10.1.2.4, 8000, false",
    "fd00::/8, [fd12::1], 443, true",
    "[fd00::/8]:8000, [fd12::1], 8000, true",
    "[fd00::/8]:8000, [fd12::1], 8001, false",
    "[::1], [::1], 443, true",
    "::1, [::1], 443, true",
    "::1, localhost, 443, true",
    "127.0.0.1:11434, localhost, 11434, true",
    "127.0.0.1:11434, localhost, 443, false",
    "169.254.169.254, 169.254.169.254, 80, true",
    "localhost, LOCALHOST., 80, true",
    "metadata.google.internal, metadata.google.internal, 80, true"
  })
  void allows_what_a_list_allows_and_no_more(
      String allowance, String host, int port, boolean allowed) {
    assertThat(allowed(allowing(allowance), host, port)).isEqualTo(allowed);
  }

  @Test
  void lets_a_name_that_is_listed_lead_inside_but_not_to_metadata() {
    var rules = allowing("vllm.internal:8000", "other.internal");

    assertThat(rules.allows("vllm.internal", ip("10.0.0.1"), 8000)).isTrue();
    assertThat(rules.allows("vllm.internal", ip("127.0.0.1"), 8000)).isTrue();
    assertThat(rules.allows("vllm.internal", ip("10.0.0.1"), 443)).isFalse();
    assertThat(rules.allows("vllm.internal.evil.example", ip("10.0.0.1"), 8000)).isFalse();
    assertThat(rules.allows("x.vllm.internal", ip("10.0.0.1"), 8000)).isFalse();
    assertThat(rules.allows("other.internal", ip("169.254.169.254"), 80)).isFalse();
    assertThat(rules.allows("other.internal", ip("::ffff:169.254.169.254"), 80)).isFalse();
    assertThat(rules.allows("other.internal", ip("0.0.0.0"), 80)).isFalse();
    assertThat(rules.allows("elsewhere.example", ip("10.0.0.1"), 80)).isFalse();
    assertThat(rules.allows("elsewhere.example", ip("8.8.8.8"), 80)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "10.0.0.0/8:",
        "10.0.0.0/8:0",
        "10.0.0.0/8:65536",
        "10.0.0.0/8:+8",
        "10.0.0.0/33",
        "127.1",
        "[fd00::/8",
        "[fd00::/8]8000",
        "[]",
        "fd00::/129",
        "*.example.com",
        "http://a.example",
        "a.example:http"
      })
  void refuses_what_is_no_allowance(String text) {
    assertThatThrownBy(() -> Allowance.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/v1, a.example, 80",
    "https://a.example, a.example, 443",
    "https://A.example:8443/v1, a.example, 8443",
    "http://user:pass@a.example:81/, a.example, 81",
    "http://b.example@a.example/, a.example, 80",
    "http://b_b.example:82/, b_b.example, 82",
    "http://a.example:/, a.example, 80"
  })
  void reads_where_a_url_leads(String url, String name, int port) {
    assertThat(EgressTarget.of(URI.create(url)))
        .isEqualTo(new EgressTarget(new EgressHost.Name(name), port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.1/v1",
        "http://0x7f000001/",
        "http://2130706433:80/",
        "http://%31%32%37.0.0.1/",
        "http://api.openai.com@127.0.0.1/",
        "http://api.openai.com:443@[::1]:80/",
        "http://１２７.0.0.1/",
        "http://127.0.0.1./",
        "http:///v1",
        "http://:80/",
        "http://[::1%25lo]/",
        "http://a.example:99999999/"
      })
  void reads_no_way_past_the_rules_from_a_url(String url) {
    var target = EgressTarget.of(URI.create(url));
    boolean allowed =
        switch (target.host()) {
          case EgressHost.Literal literal ->
              AddressRules.STRICT.allows(literal.address(), target.port());
          case EgressHost.Name name -> AddressRules.STRICT.allowsName(name.name(), target.port());
          case EgressHost.Unclear unclear -> false;
        };
    assertThat(allowed).isFalse();
  }

  @Test
  void reads_back_every_address_it_writes() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 2_000; i++) {
      var bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      var address = IpAddress.of(bytes);
      assertThat(IpAddress.parse(address.toString())).as("seed " + seed).contains(address);
      assertThat(address.bytes()).as("seed " + seed).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "::, 0:0:0:0:0:0:0:0",
    "1::, 1:0:0:0:0:0:0:0",
    "::1.2.3.4, 0:0:0:0:0:0:102:304",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "2001:DB8::a, 2001:db8:0:0:0:0:0:a"
  })
  void reads_version_6_in_all_its_forms(String text, String written) {
    assertThat(ip(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8::",
        "12345::",
        "::g",
        "1.2.3.4::",
        "::1.2.3",
        "::1.2.3.4:5",
        "1:",
        ":1",
        "::1%lo",
        "::-1",
        "::٣"
      })
  void reads_nothing_else_as_version_6(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }
}
