package cds.web.page;

import cds.web.start.CdsProperties;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Which pages the menu names: those of the record only where people need not sign in. */
@ControllerAdvice
class Menu {

  private final boolean open;

  Menu(CdsProperties properties) {
    this.open = properties.isLoopback();
  }

  @ModelAttribute("onRecord")
  boolean onRecord() {
    return open;
  }
}
