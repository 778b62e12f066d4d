package cds.web.services;

import cds.cdshooks.CdsService;
import cds.clients.Client;
import cds.decide.Caller;
import cds.decide.Decisions;
import cds.web.wire.Refusal;
import java.util.List;

/** The services that a client may call. */
record ServiceCatalogue(Decisions decisions) {

  /** All of a client's, in order. */
  List<CdsService> of(Client client) {
    return of(client, client.caller());
  }

  /** All of a client's, in order, as told to a caller in its language. */
  List<CdsService> of(Client client, Caller caller) {
    return decisions.services(caller).stream()
        .filter(service -> client.mayCall(service.id()))
        .toList();
  }

  /**
   * The one of this id.
   *
   * @throws Refusal 404 when there is none, or it is not for this client
   */
  CdsService service(Client client, String id) {
    return of(client).stream()
        .filter(service -> service.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    404, "not-found", "There is no such service; GET /cds-services lists them."));
  }
}
