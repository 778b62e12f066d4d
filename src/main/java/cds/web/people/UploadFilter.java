package cds.web.people;

import cds.web.wire.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes uploads from people who are signed in only. The token of the form stands in the upload, so
 * looking for it would read all of it into memory for anybody.
 */
final class UploadFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = request.getContentType();
    Authentication session = SecurityContextHolder.getContext().getAuthentication();
    boolean signedIn = session != null && session.getPrincipal() instanceof Entrance;
    if (!signedIn && type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      new Refusal(401, "login", "Sign in before you upload a file.").answer(response);
    } else {
      chain.doFilter(request, response);
    }
  }
}
