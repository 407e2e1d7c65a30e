/** Where adapters meet the core: constructor calls only. */
@NullMarked
package ai.lyss.runtime.wiring;

import org.jspecify.annotations.NullMarked;
