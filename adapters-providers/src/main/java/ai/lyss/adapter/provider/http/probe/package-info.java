/** Tests of connections over HTTP: one request to a vendor, and what its answer means. */
@NullMarked
package ai.lyss.adapter.provider.http.probe;

import org.jspecify.annotations.NullMarked;
