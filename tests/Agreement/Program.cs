System.Console.WriteLine("agreement: not built yet");
