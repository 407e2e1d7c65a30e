package ai.lyss.application.catalog;

import ai.lyss.application.usecase.ListModels;
import ai.lyss.domain.model.ModelName;
import ai.lyss.domain.pricing.Price;
import ai.lyss.domain.routing.CandidateGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public model of a tenant, ready to be routed. Immutable.
 *
 * @param listing how it is listed
 * @param group its candidates under its policy
 * @param fallbacks models to go on with when no candidate is left, in turn
 * @param dearest a price that no candidate's is above, to reserve at; null when none has a price
 * @param maxOutputTokens the most any candidate puts out; null when one does not declare it, or
 *     when there is none
 */
public record ModelRoute(
    ListModels.Model listing,
    CandidateGroup group,
    List<ModelName> fallbacks,
    @Nullable Price dearest,
    @Nullable Long maxOutputTokens) {

  /** Copies the fallbacks. */
  public ModelRoute {
    fallbacks = List.copyOf(fallbacks);
  }
}
