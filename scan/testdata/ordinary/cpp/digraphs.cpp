%:include <cstdio>
int main() <% int a<:3:> = <%1, 2, 3%>; printf("%d\n", a<:0:> + a<:2:>); if (a[0] and not a[1] or true) puts("alt"); %>
