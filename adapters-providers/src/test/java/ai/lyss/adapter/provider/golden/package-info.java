/** Golden cases that every vendor is held against: requests in no dialect, answers as chunks. */
package ai.lyss.adapter.provider.golden;
