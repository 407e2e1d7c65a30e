/** The usage journal: records of relays that survive the process, and their way to the ledger. */
@NullMarked
package ai.lyss.adapter.persistence.journal;

import org.jspecify.annotations.NullMarked;
