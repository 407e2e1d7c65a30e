package ai.lyss.application.admin;

import ai.lyss.application.usecase.FieldProblem.Kind;
import ai.lyss.application.usecase.ProviderDraft;
import ai.lyss.domain.access.Secret;
import ai.lyss.domain.port.VendorCatalog;
import ai.lyss.domain.provider.Credential;
import ai.lyss.domain.provider.Provider;
import ai.lyss.domain.provider.ProviderId;
import ai.lyss.domain.provider.Settings;
import ai.lyss.domain.provider.Vendor;
import ai.lyss.domain.provider.VendorProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks drafts of providers against what their vendors ask for. Immutable. */
final class ProviderCheck {

  private static final Pointer VENDOR = Pointer.of("vendor");
  private static final Pointer CREDENTIAL = Pointer.of("credential");
  private static final Pointer SETTINGS = Pointer.of("settings");
  private static final Vendor NO_VENDOR = new Vendor("none");
  private static final int MAX_SECRET = 16_384;

  private final VendorCatalog vendors;
  private final BaseUrlCheck baseUrls;

  ProviderCheck(VendorCatalog vendors, BaseUrlCheck baseUrls) {
    this.vendors = vendors;
    this.baseUrls = baseUrls;
  }

  /** Returns the provider that a draft asks for; to be used only when nothing was found wrong. */
  Provider check(ProviderDraft draft, Birth birth, Findings findings) {
    var name = findings.name(Pointer.of("name"), draft.name());
    var profile = vendor(draft.vendor(), findings);
    var settings = given(draft.settings());
    var baseUrl = baseUrls.check(draft.baseUrl(), profile, settings, findings);
    var credential = credential(draft.credential(), profile, findings);
    if (profile != null) {
      check(draft.settings(), settings, profile, findings);
    }
    var enabled = draft.enabled() == null || draft.enabled();
    return new Provider(
        new ProviderId(birth.id()),
        birth.tenant(),
        name,
        profile == null ? NO_VENDOR : profile.vendor(),
        baseUrl,
        credential,
        settings,
        enabled,
        birth.revision());
  }

  private @Nullable VendorProfile vendor(@Nullable String value, Findings findings) {
    if (value == null) {
      findings.missing(VENDOR);
      return null;
    }
    for (var profile : vendors.all()) {
      if (profile.vendor().id().equals(value)) {
        return profile;
      }
    }
    var known =
        vendors.all().stream().map(each -> each.vendor().id()).collect(Collectors.joining(", "));
    findings.add(
        VENDOR,
        Kind.UNKNOWN,
        "vendor: %s (expected: one of %s)".formatted(Findings.shown(value), known));
    return null;
  }

  private static Credential credential(
      @Nullable Map<String, @Nullable Secret> given,
      @Nullable VendorProfile profile,
      Findings findings) {
    var fields = new LinkedHashMap<String, Secret>();
    if (given != null) {
      given.forEach((field, secret) -> secret(field, secret, fields, findings));
    }
    if (profile == null) {
      return new Credential(fields);
    }
    var known = new TreeSet<>(profile.requiredCredential());
    known.addAll(profile.optionalCredential());
    known(CREDENTIAL, given == null ? Map.of() : given, known, findings);
    for (var required : new TreeSet<>(profile.requiredCredential())) {
      if (given == null || given.get(required) == null) {
        findings.missing(CREDENTIAL.field(required));
      }
    }
    return new Credential(fields);
  }

  /** A null stands for a field left out; a secret is never shown in a message. */
  private static void secret(
      String field, @Nullable Secret secret, Map<String, Secret> fields, Findings findings) {
    if (secret == null) {
      return;
    }
    var where = CREDENTIAL.field(field);
    var text = secret.reveal();
    if (text.isBlank() || text.length() > MAX_SECRET) {
      findings.add(where, Kind.OUT_OF_RANGE, Findings.lengthMessage(where, text, MAX_SECRET));
    } else if (!text.startsWith("{") && !Findings.printable(text)) {
      findings.add(
          where,
          Kind.MALFORMED,
          field + ": a control character (expected: printable characters, or a JSON object)");
    }
    fields.put(field, secret);
  }

  /** A null stands for a setting left out. */
  private static Settings given(@Nullable Map<String, @Nullable Object> given) {
    var values = new LinkedHashMap<String, Object>();
    if (given != null) {
      given.forEach(
          (name, value) -> {
            if (value != null) {
              values.put(name, value);
            }
          });
    }
    return new Settings(values);
  }

  private static void check(
      @Nullable Map<String, @Nullable Object> given,
      Settings settings,
      VendorProfile profile,
      Findings findings) {
    if (given != null) {
      known(SETTINGS, given, new TreeSet<>(profile.settings().keySet()), findings);
    }
    settings.values().forEach((name, value) -> formed(name, value, profile, findings));
  }

  private static void formed(String name, Object value, VendorProfile profile, Findings findings) {
    var setting = profile.settings().get(name);
    if (setting != null && !setting.form().accepts(value)) {
      findings.add(
          SETTINGS.field(name),
          value instanceof Number ? Kind.OUT_OF_RANGE : Kind.MALFORMED,
          "%s: %s (expected: %s)"
              .formatted(name, Findings.shown(String.valueOf(value)), setting.form().expected()));
    }
  }

  private static void known(
      Pointer where, Map<String, ?> given, SortedSet<String> known, Findings findings) {
    for (var field : given.keySet()) {
      if (!known.contains(field)) {
        findings.add(
            where.field(field),
            Kind.UNKNOWN,
            "%s: not known to this vendor (expected: %s)"
                .formatted(
                    Findings.shown(field),
                    known.isEmpty() ? "nothing" : "one of " + String.join(", ", known)));
      }
    }
  }
}
