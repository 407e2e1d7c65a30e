/** Golden cases that every dialect is held against: what its requests say. */
package ai.lyss.adapter.rest.golden;
