/**
 * The guard of outgoing connections: finds the addresses of hosts and lets only allowed ones be.
 */
@NullMarked
package ai.lyss.adapter.provider.http.egress;

import org.jspecify.annotations.NullMarked;
