/** The rim of the hexagon: one interface a role, implemented by adapters. */
@NullMarked
package ai.lyss.domain.port;

import org.jspecify.annotations.NullMarked;
