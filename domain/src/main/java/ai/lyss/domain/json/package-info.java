/** JSON text read and edited in place, byte for byte, without building a tree. */
@NullMarked
package ai.lyss.domain.json;

import org.jspecify.annotations.NullMarked;
