/* Stands in for the program while the installer is tried: writes down how it was called, and stays while it is held. */
#include <stdio.h>
#include <windows.h>

int WINAPI WinMain(HINSTANCE instance, HINSTANCE before, LPSTR line, int show) {
    FILE *said = fopen("C:\\agentview-called.txt", "a");
    (void)instance, (void)before, (void)line, (void)show;
    if (said) {
        fprintf(said, "%s\n", GetCommandLineA());
        fclose(said);
    }
    while (GetFileAttributesA("C:\\agentview-held.txt") != INVALID_FILE_ATTRIBUTES) Sleep(50);
    return 0;
}
