package ai.lyss.runtime.translation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.lyss.adapter.provider.http.HttpCall;
import ai.lyss.domain.chat.ChatRequest;
import ai.lyss.domain.chat.Dialect;
import ai.lyss.domain.content.ContentReading;
import ai.lyss.domain.content.GivenFeatures;
import ai.lyss.domain.content.Treatment;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what becomes of fields: sends each of them, and the same request without it, through
 * the routes, the dialect's reader and the vendor's translator, and compares what comes out. Where
 * only the request without the field is refused, what comes out with it tells alone.
 */
public final class FieldFates {

  private final Callers callers;
  private final Map<String, Optional<ChatRequest>> asked = new HashMap<>();
  private final Map<String, Boolean> spliced = new HashMap<>();

  /** Asks through these callers. */
  public FieldFates(Callers callers) {
    this.callers = callers;
  }

  /** Returns what becomes of a field at the models of a vendor. */
  public Set<Fate> of(Dialect dialect, FieldCase field, CalledVendor vendor) {
    var fates = EnumSet.noneOf(Fate.class);
    for (var model : vendor.models()) {
      fates.add(of(dialect, field, vendor, model));
    }
    return fates;
  }

  Fate of(Dialect dialect, FieldCase field, CalledVendor vendor, String model) {
    var with = ask(dialect, field.body()).orElse(null);
    var without = ask(dialect, field.bodyWithout()).orElse(null);
    var after = with == null ? null : sent(vendor, with, model);
    if (with == null || after == null) {
      return Fate.NO;
    }
    var before = without == null ? null : sent(vendor, without, model);
    if (isNamed(field.pointer(), after.dropped(), before == null ? List.of() : before.dropped())) {
      return Fate.DROP;
    }
    var shown = shown(field, given(with), given(without), vendor);
    // where only the request with the field can be sent, the field is what was sent
    if (before == null
        || !Arrays.equals(before.body(), after.body())
        || !before.path().equals(after.path())) {
      return isSpliced(dialect, vendor) ? Fate.SAME : shown;
    }
    if (field.nothing() == null) {
      return Fate.LOST;
    }
    return shown == Fate.LIKE ? Fate.LIKE : Fate.NOTHING;
  }

  private Optional<ChatRequest> ask(Dialect dialect, byte[] body) {
    var text = new String(body, UTF_8);
    return asked.computeIfAbsent(dialect + text, first -> callers.ask(dialect, body));
  }

  private static @Nullable HttpCall sent(CalledVendor vendor, ChatRequest chat, String model) {
    return vendor.request(chat, model) instanceof HttpCall http ? http : null;
  }

  /** A field is named by its own place, by a place within it or by what it stands in. */
  private static boolean isNamed(String pointer, List<String> after, List<String> before) {
    return after.stream()
        .anyMatch(
            place ->
                isWithin(pointer, place) || (isWithin(place, pointer) && !before.contains(place)));
  }

  private static boolean isWithin(String inner, String outer) {
    return inner.equals(outer) || inner.startsWith(outer + "/");
  }

  /** Where even a field that nobody knows goes on as it is, all do. */
  private boolean isSpliced(Dialect dialect, CalledVendor vendor) {
    return spliced.computeIfAbsent(
        dialect + " " + vendor,
        first -> {
          var unknown =
              FieldCases.of(dialect).stream()
                  .filter(field -> field.pointer().equals("/anything"))
                  .findFirst()
                  .orElseThrow();
          var chat = ask(dialect, unknown.body()).orElseThrow();
          var sent = sent(vendor, chat, vendor.models().getFirst());
          return sent != null && new String(sent.body(), UTF_8).contains("anything");
        });
  }

  private static Fate shown(
      FieldCase field, GivenFeatures after, GivenFeatures before, CalledVendor vendor) {
    boolean emulated =
        after.all().stream()
            .filter(feature -> vendor.treatments().of(feature) == Treatment.EMULATED)
            .anyMatch(
                feature ->
                    after.places(feature).stream()
                        .filter(place -> !before.places(feature).contains(place))
                        .anyMatch(
                            place ->
                                isWithin(place, field.pointer())
                                    || isWithin(field.pointer(), place)));
    return emulated ? Fate.LIKE : Fate.YES;
  }

  private static GivenFeatures given(@Nullable ChatRequest chat) {
    if (chat == null) {
      return new GivenFeatures();
    }
    return switch (chat.translation().content(chat)) {
      case ContentReading.Read read -> read.content().given();
      case ContentReading.Unreadable unreadable -> new GivenFeatures();
    };
  }
}
