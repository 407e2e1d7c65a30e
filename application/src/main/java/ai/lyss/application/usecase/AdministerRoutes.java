package ai.lyss.application.usecase;

import ai.lyss.domain.channel.Route;
import java.util.UUID;

/**
 * Administration of a tenant's routes, whose names are their models. Fallback models never lead in
 * a circle. Without its route a model is served by all channels that list it. Blocks; thread-safe.
 */
public interface AdministerRoutes extends AdministerThings<Route, UUID, RouteDraft> {}
