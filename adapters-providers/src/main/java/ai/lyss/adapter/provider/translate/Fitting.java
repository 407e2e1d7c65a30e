package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.ChatContent;
import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;
import ai.lyss.domain.failure.ProviderFailure;
import ai.lyss.domain.failure.VendorError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of one request a vendor is not sent, gathered while it is translated: first what its table
 * of treatments says, then what the values themselves say. One object an attempt; not thread-safe.
 */
public final class Fitting {

  private static final int BAD_REQUEST = 400;

  private final ChatContent content;
  private final Set<String> dropped = new LinkedHashSet<>();
  private final @Nullable VendorError problem;
  private @Nullable VendorError refused;

  private Fitting(ChatContent content, @Nullable VendorError problem) {
    this.content = content;
    this.problem = problem;
  }

  /** Holds a request against a vendor's table. */
  public static Fitting of(ChatContent content, Treatments treatments) {
    var inTheWay = new ArrayList<String>();
    for (var feature : content.given().all()) {
      if (treatments.of(feature) == Treatment.REFUSED) {
        inTheWay.addAll(content.given().places(feature));
      }
    }
    var fitting =
        new Fitting(
            content,
            inTheWay.isEmpty()
                ? null
                : unfit(
                    "The vendor of this model does not take: " + String.join(", ", inTheWay),
                    inTheWay.getFirst()));
    for (var feature : content.given().all()) {
      if (treatments.of(feature) == Treatment.DROPPED) {
        fitting.drop(feature);
      }
    }
    return fitting;
  }

  private static VendorError unfit(String message, @Nullable String place) {
    return new VendorError(
        BAD_REQUEST, message, "invalid_request_error", place, "unsupported_parameter");
  }

  /** Notes that a feature is left out, wherever it stands. */
  public void drop(Feature feature) {
    dropped.addAll(content.given().places(feature));
  }

  /** Notes that one place of the request is left out. */
  public void drop(String pointer) {
    dropped.add(pointer);
  }

  /**
   * Notes that the vendor cannot be sent the request at all; the first such note counts.
   *
   * @param place JSON pointer to what stands in the way; null when it is no one place
   */
  public void refuse(String message, @Nullable String place) {
    if (refused == null) {
      refused = unfit(message, place);
    }
  }

  /** Returns why the vendor cannot take the request; null when it can. */
  public ProviderFailure.@Nullable Unfit failure() {
    var why = problem != null ? problem : refused;
    return why == null ? null : new ProviderFailure.Unfit(why);
  }

  /** Returns JSON pointers to what is left out. */
  public List<String> dropped() {
    return List.copyOf(dropped);
  }
}
