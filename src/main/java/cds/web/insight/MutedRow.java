package cds.web.insight;

import cds.clients.Clients;
import cds.decide.Mute;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A finding that a client does not see.
 *
 * @param client name of the client
 * @param mute what, why, on whose word and until when
 * @param holds whether it does today
 */
record MutedRow(String client, Mute mute, boolean holds) {

  static List<MutedRow> of(Clients clients, Instant now) {
    return clients.callers().stream()
        .flatMap(
            caller ->
                caller.mutes().stream()
                    .map(
                        mute ->
                            new MutedRow(
                                caller.name(),
                                mute,
                                mute.holdsOn(LocalDate.ofInstant(now, caller.zone())))))
        .toList();
  }
}
