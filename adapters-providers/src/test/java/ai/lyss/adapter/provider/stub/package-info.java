/** A vendor on loopback that does as it is told, for tests of this module and of the whole. */
@NullMarked
package ai.lyss.adapter.provider.stub;

import org.jspecify.annotations.NullMarked;
