import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
class Uri { public static void main(String[] args) { URI u = URI.create("http://example.com:80/a/b?x=1#f"); System.out.println(u.getHost() + u.getPath() + URLDecoder.decode("a%20b", StandardCharsets.UTF_8)); } }
