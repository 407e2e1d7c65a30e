/**
 * What all stored things share: ids of rows, JSON columns, transactions, and what an SQL failure
 * means.
 */
@NullMarked
package ai.lyss.adapter.persistence.store;

import org.jspecify.annotations.NullMarked;
