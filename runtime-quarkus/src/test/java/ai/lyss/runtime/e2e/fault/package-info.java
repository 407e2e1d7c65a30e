/** A table of faults: what a vendor does wrong, and what caller and ledger are to make of it. */
@NullMarked
package ai.lyss.runtime.e2e.fault;

import org.jspecify.annotations.NullMarked;
