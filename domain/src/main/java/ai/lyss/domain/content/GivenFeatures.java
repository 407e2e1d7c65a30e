package ai.lyss.domain.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which features a request has, and where in its body they stand. Not thread-safe while it is being
 * filled; not changed afterwards.
 */
public final class GivenFeatures {

  /** More places than these are told by their number only: a header has its limits. */
  private static final int MOST_PLACES = 16;

  private final Map<Feature, List<String>> places = new EnumMap<>(Feature.class);

  /** No feature yet. */
  public GivenFeatures() {}

  /**
   * Adds a place.
   *
   * @param pointer JSON pointer (RFC 6901) into the caller's body
   */
  public void add(Feature feature, String pointer) {
    var known = places.computeIfAbsent(feature, first -> new ArrayList<>(1));
    if (known.size() < MOST_PLACES && !known.contains(pointer)) {
      known.add(pointer);
    }
  }

  /** Returns the features of the request. */
  public Set<Feature> all() {
    return Collections.unmodifiableSet(places.keySet());
  }

  /** Tells whether the request has a feature. */
  public boolean has(Feature feature) {
    return places.containsKey(feature);
  }

  /** Returns where a feature stands, the first of many places; empty when the request lacks it. */
  public List<String> places(Feature feature) {
    return Collections.unmodifiableList(places.getOrDefault(feature, List.of()));
  }
}
