// want: accepted
// limits: memory_bytes=67108864
// What is never touched is not charged.
static char room[1 << 30];
int main() { return room[12345]; }
