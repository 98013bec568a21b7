// What an ordinary program may do, threads and files included.
#include <cassert>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <random>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

static int big[10'000'000];

static long depth(long n) { return n == 0 ? 0 : 1 + depth(n - 1); }

int main() {
  big[9'999'999] = 1;
  if (depth(10'000) != 10'000) return 1;

  std::vector<std::future<int>> answers;
  for (int i = 0; i < 8; i++) answers.push_back(std::async(std::launch::async, [i] { return i * i; }));
  int sum = 0;
  for (auto &answer : answers) sum += answer.get();
  if (sum != 140) return 2;

  std::random_device device;
  std::mt19937 engine(device());
  if (engine() == engine() && engine() == engine()) return 3;

  namespace fs = std::filesystem;
  auto scratch = fs::temp_directory_path() / ("honest" + std::to_string(getpid()));
  fs::create_directory(scratch);
  std::ofstream(scratch / "one") << "text";
  fs::copy_file(scratch / "one", scratch / "two");
  fs::permissions(scratch / "two", fs::perms::owner_read);
  fs::rename(scratch / "two", scratch / "one");
  if (fs::file_size(scratch / "one") != 4) return 4;
  fs::remove_all(scratch);
  if (FILE *file = std::tmpfile()) std::fclose(file);
  else return 5;

  pid_t child = fork();
  if (child == 0) _exit(7);
  int status;
  if (waitpid(child, &status, 0) != child || WEXITSTATUS(status) != 7) return 6;

  static volatile std::sig_atomic_t rung = 0;
  std::signal(SIGALRM, [](int) { rung = 1; });
  ualarm(10'000, 0);
  while (!rung) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  if (alarm(100) != 0 || alarm(0) != 100) return 7; // alarm is a call of its own

  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::vector<char> large(64 << 20, 1);
  madvise(large.data(), large.size(), MADV_HUGEPAGE);
  std::ios::sync_with_stdio(false);
  std::cout << "ok" << std::endl;
}
