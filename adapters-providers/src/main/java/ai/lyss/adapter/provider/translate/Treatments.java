package ai.lyss.adapter.provider.translate;

import ai.lyss.domain.content.Feature;
import ai.lyss.domain.content.Treatment;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one vendor does with each feature that a request of another dialect may have: every feature
 * has an answer, and one that nobody thought of is dropped and named. Immutable.
 */
public final class Treatments {

  private final Map<Feature, Treatment> byFeature;

  private Treatments(Map<Feature, Treatment> byFeature) {
    this.byFeature = Collections.unmodifiableMap(byFeature);
  }

  /**
   * Starts a table in which everything is dropped, but for what the answer would be wrong without:
   * what one vendor stores or runs no other can stand in for.
   */
  public static Table table() {
    return new Table();
  }

  /** Returns what becomes of a feature. */
  public Treatment of(Feature feature) {
    return byFeature.getOrDefault(feature, Treatment.DROPPED);
  }

  /** Returns the same with another treatment of one feature, as some models need it. */
  public Treatments with(Feature feature, Treatment treatment) {
    var copy = new EnumMap<>(byFeature);
    copy.put(feature, treatment);
    return new Treatments(copy);
  }

  /** A table that is being written. Not thread-safe. */
  public static final class Table {
    private final Map<Feature, Treatment> byFeature = new EnumMap<>(Feature.class);

    private Table() {
      for (var feature : Feature.values()) {
        byFeature.put(feature, Treatment.DROPPED);
      }
      refused(
          Feature.STORED_CONVERSATION,
          Feature.BACKGROUND,
          Feature.HOSTED_TOOL,
          Feature.FILE_ID,
          Feature.CACHED_CONTENT);
    }

    /** The vendor has the same. */
    public Table mapped(Feature... features) {
      return all(Treatment.MAPPED, features);
    }

    /** The vendor has what comes to the same. */
    public Table emulated(Feature... features) {
      return all(Treatment.EMULATED, features);
    }

    /** The request is refused. */
    public Table refused(Feature... features) {
      return all(Treatment.REFUSED, features);
    }

    private Table all(Treatment treatment, Feature... features) {
      for (var feature : features) {
        byFeature.put(feature, treatment);
      }
      return this;
    }

    /** Returns the table. */
    public Treatments written() {
      return new Treatments(new EnumMap<>(byFeature));
    }
  }
}
