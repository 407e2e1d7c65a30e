/** What a relay used: the rows of the ledger and the records of the journal. */
@NullMarked
package ai.lyss.domain.usage;

import org.jspecify.annotations.NullMarked;
